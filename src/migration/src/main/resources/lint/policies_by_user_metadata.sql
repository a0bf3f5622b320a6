-- What users say of themselves decides nothing.
select format('%s: policy "%s" believes user_metadata, which users write themselves', p.polrelid::regclass, p.polname)
from pg_policy p
where p.polrelid = any (?)
  and concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    ~* 'jwt.*user_metadata|raw_user_meta_data'
order by 1
