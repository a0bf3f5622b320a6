-- The foreign keys between a schema's tables that refuse a deletion.
select conname
from pg_constraint
join pg_class as own on own.oid = conrelid
where own.relnamespace = to_regnamespace(quote_ident(?)) and contype = 'f' and confdeltype in ('a', 'r') and conparentid = 0
order by conname
