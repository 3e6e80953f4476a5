import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { deflateSync, inflateSync } from 'node:zlib';
import type { AgentTarget } from './real-agents.ts';

/** What Debian has no package of: the messages of a GLPI agent, in their order and on the wire as it sends them. */
export class GlpiAgent {
  readonly deviceId: string;
  readonly #agentId = randomUUID();
  readonly #software: readonly { readonly name: string; readonly version: string }[];

  constructor(hostname: string, software: readonly { readonly name: string; readonly version: string }[]) {
    this.deviceId = `${hostname}-2026-11-25-10-00-00`;
    this.#software = software;
  }

  /** First a PROLOG in XML, then CONTACT and INVENTORY in JSON. @throws unless each is answered as the agent expects */
  async run(target: AgentTarget): Promise<void> {
    const prolog = `<?xml version="1.0" encoding="UTF-8" ?><REQUEST><DEVICEID>${this.deviceId}</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>12345678</TOKEN></REQUEST>`;
    await this.#send(target, prolog);
    const { deviceId } = this;
    const contact = { action: 'contact', name: 'GLPI-Agent', version: '1.9', deviceid: deviceId };
    await this.#send(target, JSON.stringify({ ...contact, 'installed-tasks': ['inventory'] }));
    await this.#send(target, JSON.stringify(this.#inventory()));
  }

  #inventory(): object {
    const [hostname = ''] = this.deviceId.split('-2026');
    return {
      ...{ action: 'inventory', itemtype: 'Computer', deviceid: this.deviceId },
      content: {
        versionclient: 'GLPI-Agent_v1.9',
        hardware: { name: hostname, memory: 8_192, uuid: '4c4c4544-0042-3510-8053-b2c04f4d3432' },
        bios: { smanufacturer: 'Acme', smodel: 'Anvil 7', ssn: 'GLPI-0001' },
        operatingsystem: { full_name: 'Debian GNU/Linux 13', name: 'Debian GNU/Linux', version: '13' },
        softwares: this.#software.map((one) => ({ ...one, from: 'deb', arch: 'amd64' })),
      },
    };
  }

  async #send({ url, anchorPem, user, password }: AgentTarget, message: string): Promise<void> {
    const body = deflateSync(message);
    const isSecure = url.startsWith('https:');
    const options = {
      method: 'POST',
      agent: false,
      headers: {
        'user-agent': 'GLPI-Agent_v1.9',
        pragma: 'no-cache',
        'content-type': 'application/x-compress-zlib',
        'content-length': body.length,
        'glpi-agent-id': this.#agentId,
        ...(user !== undefined && {
          authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        }),
      },
      ...(anchorPem !== undefined && { ca: anchorPem }),
    };
    const asked = (isSecure ? secureRequest : request)(url, options);
    asked.end(body);
    const [response] = await once(asked, 'response');
    const bytes = await buffer(response);
    if (response.statusCode !== 200) throw new Error(`${response.statusCode} ${bytes.toString('latin1')}`);
    const text = inflateSync(bytes).toString('utf8');
    const answer: unknown = JSON.parse(text);
    const isOk =
      typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ok';
    if (!isOk) throw new Error(text);
  }
}
