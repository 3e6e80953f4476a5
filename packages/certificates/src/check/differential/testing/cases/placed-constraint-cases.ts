import { createTestCa } from '@causeway/testkit';
import { explicit, implicit, integer, sequence, tlv } from '../../../../der/write-der.ts';
import { distinguishedName } from '../../../../issue/distinguished-name.ts';
import { extension, nameConstraints } from '../../../../issue/extensions.ts';
import { type ChainCase, chainCase, HOST, issueTo, root } from '../chain-case.ts';
import { constrainedCa, oddlyConstrainedCa, organization } from '../constrained-ca.ts';

/** Where constraints stand, and how they may be written. */
export function placedConstraintCases(): ChainCase[] {
  return [...places(), ...unusual()];
}

/** Constraints of every CA above hold, the anchor's too; self-issued CAs are not held to them. */
function places(): ChainCase[] {
  const elsewhere = nameConstraints(['beta.example']);
  const anchor = createTestCa({ name: 'Constrained Root', extensions: [elsewhere] });
  const narrow = constrainedCa(['example']).intermediate({ name: 'Narrow', extensions: [elsewhere] });
  const wide = nameConstraints(['acme.example']);
  const wider = constrainedCa(['beta.example']).intermediate({ name: 'Wider', extensions: [wide] });
  const named = constrainedCa([organization('Acme')]).intermediate({ name: 'Named CA' });
  const selfIssued = constrainedCa([organization('Acme')]).intermediate({ name: 'Constrained' });
  const within = { subject: distinguishedName({ organization: 'Acme', commonName: HOST }) };
  return [
    chainCase('constraint in the root', issueTo(anchor), { anchor: anchor.certificatePem }),
    chainCase('constraint in both CAs, the lower narrower', issueTo(narrow)),
    chainCase('constraint in both CAs, the upper in the way', issueTo(wider)),
    chainCase('constraint of directories, a CA outside', issueTo(named, within)),
    chainCase('constraint of directories, a self-issued CA outside', issueTo(selfIssued, within)),
    chainCase('constraint on the leaf itself', issueTo(root, { extensions: [elsewhere] })),
  ];
}

function unusual(): ChainCase[] {
  const domain = implicit(2, Buffer.from('acme.example'));
  const permitted = (...subtree: readonly Uint8Array[]) =>
    oddlyConstrainedCa(explicit(0, sequence(...subtree)));
  const elsewhere = sequence(explicit(0, sequence(implicit(2, Buffer.from('beta.example')))));
  const polite = root.intermediate({
    name: 'Polite',
    extensions: [extension('2.5.29.30', elsewhere, 'optional')],
  });
  return [
    chainCase('constraint with a minimum of one', issueTo(permitted(domain, tlv(0x80, Buffer.from([1]))))),
    chainCase('constraint with a minimum of none', issueTo(permitted(domain, tlv(0x80, Buffer.from([0]))))),
    chainCase('constraint with a maximum', issueTo(permitted(domain, tlv(0x81, Buffer.from([9]))))),
    chainCase('constraint of registered identifiers', issueTo(permitted(tlv(0x88, Buffer.from([42, 3]))))),
    chainCase('constraint that says nothing', issueTo(oddlyConstrainedCa())),
    chainCase('constraint that is not critical', issueTo(polite)),
    chainCase('constraint that is a number', issueTo(permitted(integer(1)))),
  ];
}
