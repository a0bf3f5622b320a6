-- Triggers that are switched off or on by themselves: those of foreign keys, and those that a partition has of its
-- table.
select format('%s on %s is %s', coalesce(format('%s of constraint %s', p.proname, con.conname), t.tgname),
    t.tgrelid::regclass, state.words) as name,
  'pg_trigger'::regclass::oid as class, t.oid as object,
  case when t.tgisinternal then regexp_replace(
      format('-- Not in here: the trigger %s of constraint %s is %s', p.proname, con.conname, state.words),
      '[\n\r]', ' ', 'g')
    else format('alter table %s %s trigger %I', t.tgrelid::regclass, state.command, t.tgname) end as definition,
  format('alter table %s %s trigger %I', t.tgrelid::regclass,
    case coalesce(case when t.tgisinternal then null else parent.tgenabled end, 'O')
      when 'O' then 'enable' when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end, t.tgname)
    as removal
from pg_trigger t
join pg_proc p on p.oid = t.tgfoid
join (values ('O', 'on', 'enable'), ('D', 'off', 'disable'), ('A', 'always on', 'enable always'),
  ('R', 'on for replicas only', 'enable replica')) as state (letter, words, command) on state.letter = t.tgenabled::text
left join pg_constraint con on con.oid = t.tgconstraint and t.tgisinternal
left join pg_trigger parent on parent.oid = t.tgparentid
where t.tgrelid = any (?) and (t.tgisinternal or t.tgparentid <> 0)
  and not coalesce(t.tgfoid in (to_regprocedure('schemata.note_changed_row()'), to_regprocedure('schemata.refuse_write()')), false)
  and t.tgenabled <> coalesce(case when t.tgisinternal then null else parent.tgenabled end, 'O')
