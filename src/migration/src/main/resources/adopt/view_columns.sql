-- The columns of the views of this session and of the tables of the search path's schema, by relation.
select relname, array_agg(attname::text order by attnum)
from pg_class
join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
where relkind in ('r', 'p', 'v') and relnamespace in (pg_my_temp_schema(), to_regnamespace(quote_ident(current_schema())))
group by relname
