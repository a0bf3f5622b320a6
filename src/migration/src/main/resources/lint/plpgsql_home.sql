-- Lets plpgsql_check's own functions be seen for the rest of the transaction, where the database has them.
select set_config('search_path', format('%I, %I', n.nspname, home.nspname), true)
from pg_extension e
join pg_namespace home on home.oid = e.extnamespace
join pg_namespace n on n.oid = any (?)
where e.extname = 'plpgsql_check'
