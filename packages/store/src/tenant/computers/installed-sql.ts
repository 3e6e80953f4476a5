import type { SoftwareId } from '@causeway/inventory';
import { type SqlText, sqlText } from './sql-text.ts';

/** The condition that the computer of that id has the software, for computers that are looked at one by one. */
export function hasInstalled(id: string, softwareId: SoftwareId): SqlText {
  const present = `select 1 from software_presence p
where p."chunk" = ${id} >> 6 and p."softwareId" = ? and p."computers" >> (${id} & 63) & 1`;
  return sqlText(`exists (${present})`, softwareId);
}

/** The same, for computers that are found by it. */
export function isAmongInstalled(id: string, softwareId: SoftwareId): SqlText {
  const present = `
with recursive chunks ("chunk") as
  (select 0 union all select "chunk" + 1 from chunks where "chunk" < (select max("id") >> 6 from computers))
select k."chunk" * 64 + n."place" from chunks k
cross join software_presence p on p."chunk" = k."chunk" and p."softwareId" = ?
cross join chunk_places n on p."computers" >> n."place" & 1`;
  return sqlText(`${id} in (${present})`, softwareId);
}
