-- Several permissive policies for the same role and command are all evaluated for each row; one says it better.
select format('%s: %s may %s by %s policies', p.polrelid::regclass, who.name, what.command, count(*))
from pg_policy p
cross join lateral unnest(p.polroles) as r
cross join lateral (select case r when 0 then 'public' else pg_get_userbyid(r) end as name) as who
join (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) as what (letter, command)
  on p.polcmd in (what.letter::"char", '*')
where p.polrelid = any (?) and p.polpermissive
group by p.polrelid, who.name, what.command
having count(*) > 1
order by 1
