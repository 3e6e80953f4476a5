import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import { parse as parseIni } from 'ini';
import { configErrors } from './errors.ts';
import { parseConfig } from './parse-config.ts';
import { goldenFolder, readGoldenFiles, readGoldenHeld } from './testing/golden.ts';
import { verifyConfig } from './verify-config.ts';

const { held, now } = readGoldenHeld();
const verify = (bytes: Uint8Array) => verifyConfig(bytes, held, Date.parse(now));
const codeOf = (bytes: Uint8Array) => {
  try {
    verify(bytes);
    return 'accepted';
  } catch (error) {
    return error instanceof CausewayError ? error.code : String(error);
  }
};

for (const { name, bytes } of readGoldenFiles('valid')) {
  test(`${name}.ini is accepted`, () => assert.equal(codeOf(bytes), 'accepted'));
}

test('only the file that expired is stale', () => {
  const stale = readGoldenFiles('valid').filter(({ bytes }) => verify(bytes).stale);
  assert.deepEqual(
    stale.map(({ name }) => name),
    ['expired-but-news'],
  );
});

test('a rotation leaves the client with both keys, any other file with one', () => {
  for (const { name, bytes } of readGoldenFiles('valid')) {
    assert.equal(verify(bytes).keys.length, name === 'key-rotation' ? 2 : 1, name);
  }
});

for (const { name, bytes } of readGoldenFiles('refused')) {
  test(`${name}.ini is refused with that code`, () => assert.equal(codeOf(bytes), name));
}

test('every refusal code has its golden file', () => {
  const names = readGoldenFiles('refused').map(({ name }) => name);
  assert.deepEqual(names.sort(), Object.keys(configErrors.catalogue).sort());
});

test('a refusal says what was seen and what would have been right', () => {
  for (const { name, bytes } of readGoldenFiles('refused')) {
    assert.throws(
      () => verify(bytes),
      (error) => error instanceof CausewayError && error.seen !== undefined && error.hint !== undefined,
      name,
    );
  }
});

for (const name of ['http-and-https', 'key-rotation', 'crlf']) {
  test(`every bit of ${name}.ini flipped is refused`, () => {
    const bytes = readGoldenFiles('valid').find((file) => file.name === name)?.bytes ?? Buffer.alloc(0);
    assert.ok(bytes.length > 500);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const code = codeOf(flipped);
      assert.ok(Object.hasOwn(configErrors.catalogue, code), `bit ${bit}: ${code}`);
    }
  });
}

test('every truncation is refused', () => {
  const [file] = readGoldenFiles('valid');
  for (let length = 0; length < (file?.bytes.length ?? 0); length++) {
    const code = codeOf(file?.bytes.subarray(0, length) ?? Buffer.alloc(0));
    assert.ok(Object.hasOwn(configErrors.catalogue, code), `${length} bytes: ${code}`);
  }
});

test('npm’s ini reads the valid files as we do', () => {
  for (const { name, bytes } of readGoldenFiles('valid')) {
    const read = parseIni(bytes.toString());
    const { config } = parseConfig(bytes);
    assert.equal(read.Causeway.Revision, String(config.revision), name);
    assert.equal(read.Causeway.Tenant, config.tenant);
    config.endpointServers.forEach((server, index) => {
      const section = read.EndpointServer[index + 1];
      assert.equal(section.Name, server.name);
      assert.deepEqual(
        server.addresses,
        server.addresses.map((_, at) => section[`Address.${at + 1}`]),
      );
    });
    for (const { name: group, inventoryInterval } of config.groups ?? [])
      assert.equal(read.Group[group].InventoryInterval, inventoryInterval && String(inventoryInterval));
    for (const anchor of config.anchors)
      assert.equal(read.Trust[anchor.name].Certificate, anchor.certificate);
  }
});

const PYTHON = `
import configparser, json, sys
out = {}
for path in sys.argv[1:]:
    reader = configparser.ConfigParser()
    with open(path, encoding='utf-8') as file: reader.read_file(file)
    out[path] = {section: dict(reader[section]) for section in reader.sections()}
print(json.dumps(out))
`;

test('Python’s configparser reads the valid files as we do', {
  skip: hasPython() ? false : 'needs python3: apt-get install python3',
}, () => {
  const files = readGoldenFiles('valid');
  const paths = files.map(({ name }) => join(goldenFolder, 'valid', `${name}.ini`));
  const read = JSON.parse(execFileSync('python3', ['-c', PYTHON, ...paths], { encoding: 'utf8' }));
  files.forEach(({ bytes, name }, index) => {
    const sections = read[paths[index] ?? ''];
    const { config } = parseConfig(bytes);
    assert.equal(
      sections.Causeway.expires,
      new Date(config.expires).toISOString().replace('.000Z', 'Z'),
      name,
    );
    assert.equal(sections['EndpointServer.1']['address.1'], config.endpointServers[0]?.addresses[0]);
    for (const { name: group, inventoryInterval } of config.groups ?? [])
      assert.equal(
        sections[`Group.${group}`].inventoryinterval,
        inventoryInterval && String(inventoryInterval),
      );
  });
});

function hasPython(): boolean {
  if (process.env.CI === 'true') return true;
  try {
    return execFileSync('python3', ['--version']).length > 0;
  } catch {
    return false;
  }
}
