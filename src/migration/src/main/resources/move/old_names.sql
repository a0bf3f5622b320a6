-- The old names of what was moved from a schema (1) into another (2): how each is made, and how it is taken away, in the order
-- in which they are made. Whatever belongs to an extension has its own name still.
with names as (
  select ?::text as source, ?::text as target
), member as (
  select classid, objid from pg_depend where deptype = 'e'
), relation as (
  select c.oid, c.relname
  from pg_class c
  cross join names
  where c.relnamespace = to_regnamespace(quote_ident(target)) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and ('pg_class'::regclass, c.oid) not in (select * from member)
), routine as (
  select p.*
  from pg_proc p
  cross join names
  where p.pronamespace = to_regnamespace(quote_ident(target)) and p.prokind = 'f'
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and (p.prorettype <> 'record'::regtype or p.proargmodes is not null)
    and not 'internal'::regtype::oid = any (p.proargtypes::oid[] || p.prorettype)
    and ('pg_proc'::regclass, p.oid) not in (select * from member)
), argument as (
  select routine.oid, string_agg(
    case mode when 'v' then 'variadic $' else '$' end || place, ', ' order by place) as list
  from routine
  cross join lateral (
    select row_number() over (order by number) as place, mode
    from unnest(coalesce(proargmodes, array_fill('i'::"char", array[pronargs]))) with ordinality as one (mode, number)
    where mode in ('i', 'b', 'v')
  ) given
  group by routine.oid
), statement as (
  select 1 as part, t.typname as name, format('create domain %I.%I as %I.%I', source, t.typname, target, t.typname) as made,
    format('drop domain %I.%I', source, t.typname) as gone
  from pg_type t
  cross join names
  where t.typnamespace = to_regnamespace(quote_ident(target)) and t.typtype in ('e', 'd')
    and ('pg_type'::regclass, t.oid) not in (select * from member)
  union all
  select 2, relname, format('create view %I.%I with (security_invoker = true) as select %s from %I.%I', source, relname,
      (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
       where attrelid = relation.oid and attnum > 0 and not attisdropped), target, relname),
    format('drop view %I.%I', source, relname)
  from relation cross join names
  union all
  select 3, proname, format('create function %I.%I(%s) returns %s language sql %s as $old_name$ select * from %I.%I(%s) $old_name$',
      source, proname, pg_get_function_arguments(routine.oid), pg_get_function_result(routine.oid),
      case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      target, proname, coalesce(list, '')),
    format('drop function %I.%I(%s)', source, proname, pg_get_function_identity_arguments(routine.oid))
  from routine cross join names left join argument using (oid)
)
select made, gone from statement order by part, name, made
