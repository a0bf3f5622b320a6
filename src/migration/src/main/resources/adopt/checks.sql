-- What rows of the schema's tables have to hold, as an expression of their columns.
select relname, conname, pg_get_expr(conbin, conrelid)
from pg_constraint
join pg_class on pg_class.oid = conrelid
where relnamespace = to_regnamespace(quote_ident(current_schema())) and contype = 'c'
order by relname, conname
