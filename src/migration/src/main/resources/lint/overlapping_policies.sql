-- Several permissive policies for the same role and command are all evaluated for each row; one says it better.
select format('%s: %s may %s by %s policies', p.polrelid::regclass, who.name, what.command, count(*))
from (
  select distinct polrelid, unnest(polroles) as role from pg_policy where polrelid = any (?)) as named
cross join lateral (select case named.role when 0 then 'public' else pg_get_userbyid(named.role) end as name) as who
join pg_policy p on p.polrelid = named.polrelid and p.polroles && array[named.role, 0] and p.polpermissive
join (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) as what (letter, command)
  on p.polcmd in (what.letter::"char", '*')
group by p.polrelid, who.name, what.command
having count(*) > 1
order by 1
