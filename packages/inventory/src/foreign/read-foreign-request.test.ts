import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asId, isUuid, type TenantId } from '@causeway/contract';
import { decodeUtf8, decodeXml } from '../decode-text.ts';
import { inventoryErrors } from '../errors.ts';
import { foreignClientId } from '../foreign-client-id.ts';
import { someXml } from '../testing/some-xml.ts';
import { readForeignRequest } from './read-foreign-request.ts';

test('what agents ask for, in XML and JSON', () => {
  const prolog =
    '<?xml version="1.0" encoding="UTF-8" ?><REQUEST><DEVICEID>a&amp;b</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>1</TOKEN></REQUEST>';
  assert.deepEqual(readForeignRequest('ocs-xml', prolog), {
    query: 'prolog',
    name: 'PROLOG',
    deviceId: 'a&b',
  });
  assert.equal(readForeignRequest('ocs-xml', someXml()).query, 'inventory');
  assert.deepEqual(readForeignRequest('glpi-json', '{"action":"contact","deviceid":"pc-1"}'), {
    ...{ query: 'contact', name: 'contact', deviceId: 'pc-1' },
  });
  assert.equal(readForeignRequest('glpi-json', '{"action":"deploy","deviceid":"pc-1"}').query, 'other');
});

test('a device id that nobody could read is refused', () => {
  for (const deviceId of ['', 'a\u0007', 'x'.repeat(256), '\u202e'])
    assert.throws(
      () => readForeignRequest('glpi-json', JSON.stringify({ action: 'contact', deviceid: deviceId })),
      (error) => inventoryErrors.is(error, 'INVENTORY_MALFORMED'),
      JSON.stringify(deviceId),
    );
});

test('bytes are read by the encoding that they declare, and by no other', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><A>é</A>', 'latin1');
  assert.ok(decodeXml(latin).endsWith('<A>é</A>'));
  assert.ok(decodeXml(Buffer.from('\ufeff<A>é</A>')).includes('é'));
  const wrong = [
    Buffer.from('<?xml version="1.0" encoding="UTF-8"?><A>é</A>', 'latin1'),
    Buffer.from('<?xml version="1.0" encoding="UTF-16"?><A/>'),
    Buffer.from('<?xml version="1.0" encoding="EBCDIC-CP-US"?><A/>'),
  ];
  for (const bytes of wrong)
    assert.throws(
      () => decodeXml(bytes),
      (error) => inventoryErrors.is(error, 'INVENTORY_ENCODING_WRONG'),
    );
  assert.throws(
    () => decodeUtf8(Buffer.from([0xff])),
    (error) => inventoryErrors.is(error, 'INVENTORY_ENCODING_WRONG'),
  );
});

test('a foreign agent has one id per tenant, device and machine, and never that of a native client', () => {
  const tenant = asId<TenantId>('0191f0c2-5a4e-7b6a-9c1d-1f2e3d4c5b6a');
  const id = foreignClientId(tenant, 'pc-1');
  assert.ok(isUuid(id));
  assert.equal(id[14], '8', 'version 8, which no native client has');
  const others = [
    foreignClientId(tenant, 'pc-2'),
    foreignClientId(tenant, 'pc-1', 'm'),
    foreignClientId(asId<TenantId>('b'), 'pc-1'),
  ];
  assert.equal(new Set([id, ...others]).size, 4);
  assert.equal(foreignClientId(tenant, 'pc-1'), id);
});
