-- The publications of a schema and of its tables, which go with it.
select format('publication %s publishes table %s, and not the new one', pubname, relname)
from pg_publication_rel
join pg_publication on pg_publication.oid = prpubid
join pg_class on pg_class.oid = prrelid
where relnamespace = to_regnamespace(quote_ident(?))
union
select format('publication %s publishes the old schema, and not the new one', pubname)
from pg_publication_namespace
join pg_publication on pg_publication.oid = pnpubid
where pnnspid = to_regnamespace(quote_ident(?))
order by 1
