-- Triggers, and whether they are switched off; but for those of a move, which is no part of what a schema is.
select format('%s on %s', t.tgname, t.tgrelid::regclass) as name, 'pg_trigger'::regclass::oid as class, t.oid as object,
  pg_get_triggerdef(t.oid, true)
  || case t.tgenabled
    when 'O' then ''
    else format(E';\nalter table %s %s trigger %I', t.tgrelid::regclass,
      case t.tgenabled when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end, t.tgname)
  end as definition,
  format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) as removal
from pg_trigger t
where t.tgrelid = any (?) and not t.tgisinternal and t.tgparentid = 0
  and not coalesce(t.tgfoid in (to_regprocedure('schemata.note_changed_row()'), to_regprocedure('schemata.refuse_write()')), false)
