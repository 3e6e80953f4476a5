/** How many clients there are of each standing, kept by the database itself: asking costs the same for any fleet. */
export const clientCounts = `
create table client_counts (
  "standing" text primary key,
  "count" integer not null
) strict, without rowid;
insert into client_counts
  select "value", (select count(*) from clients where "standing" = "value")
  from json_each('["enrolled", "retired"]');

create trigger clients_counted_on_insert after insert on clients begin
  update client_counts set "count" = "count" + 1 where "standing" = new."standing";
end;
create trigger clients_counted_on_delete after delete on clients begin
  update client_counts set "count" = "count" - 1 where "standing" = old."standing";
end;
create trigger clients_counted_on_update after update of "standing" on clients begin
  update client_counts set "count" = "count" - 1 where "standing" = old."standing";
  update client_counts set "count" = "count" + 1 where "standing" = new."standing";
end;
`;
