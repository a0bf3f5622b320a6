select format('%s accounts have %s credits %s than their transactions come to: an entry "Balance before the adoption" says so',
  count(*), sum(abs(amount)), case type when 'grant' then 'more' else 'fewer' end) as message
from pg_temp.step_credit_entries
where id = md5('schemata: opening balance of ' || user_id)::uuid
group by type
