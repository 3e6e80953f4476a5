import { randomUUID } from 'node:crypto';
import type { ClientPage } from '@causeway/contract/admin';
import { ForeignAgent, type MachineParts } from '@causeway/endpoint/testing';
import { type ListedComputer, TENANT, type TenantWithAgents } from '../tenant-with-agents.ts';

export const DEVICE = 'pc-anna-2026-11-23-10-00-00';
export const AGENT_ID = randomUUID();
const [UUID, GLPI_UUID] = ['4c4c4544-0042-3510-8053-b2c04f4d3401', '4c4c4544-0042-3510-8053-b2c04f4d3402'];

/** Machines that are there before the hostile ones come, and all that is known of them. */
export class Victims {
  readonly #scene: TenantWithAgents;
  /** Nobody else is there yet. */
  #computerIds: readonly number[] = [];
  #clientIds: readonly string[] = [];

  private constructor(scene: TenantWithAgents) {
    this.#scene = scene;
  }

  static async arrive(scene: TenantWithAgents, headers: Readonly<Record<string, string>>): Promise<Victims> {
    const { httpPort: port } = scene.installation;
    const machines: [ForeignAgent, MachineParts][] = [
      [new ForeignAgent({ port }, DEVICE), { hostname: 'pc-anna', serialNumber: 'S-ANNA', uuid: UUID }],
      [
        new ForeignAgent({ port }, 'pc-berta-2026-11-23-10-00-00', AGENT_ID),
        { hostname: 'pc-berta', serialNumber: 'S-BERTA', uuid: GLPI_UUID },
      ],
    ];
    for (const [agent, parts] of machines) {
      const { status, text } = await agent.inventory(parts, { headers });
      if (status !== 200) throw new Error(text);
    }
    const victims = new Victims(scene);
    await victims.#remember();
    return victims;
  }

  /** Their rows in the lists of computers and clients, and each of the computers in full. */
  async snapshot(): Promise<unknown> {
    const computers = (await this.#scene.computers()).filter(({ id }) => this.#computerIds.includes(id));
    const clients = (await this.#clients()).filter(({ id }) => this.#clientIds.includes(id));
    const full = [];
    for (const computer of computers)
      full.push(await this.#inFull(computer), await this.#scene.softwareOf(computer));
    return { computers, clients, full };
  }

  async #remember(): Promise<void> {
    this.#computerIds = (await this.#scene.computers()).map(({ id }) => id);
    this.#clientIds = (await this.#clients()).map(({ id }) => id);
  }

  async #clients(): Promise<ClientPage['clients']> {
    return (await this.#scene.api.must<ClientPage>('GET', `/tenants/${TENANT}/clients`)).clients;
  }

  #inFull({ id }: ListedComputer): Promise<unknown> {
    return this.#scene.api.must('GET', `/tenants/${TENANT}/computers/${id}`);
  }
}
