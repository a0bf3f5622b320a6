-- claim-draft takes tokens of 22 to 255 characters.
select format('%s unclaimed drafts have tokens that claim-draft refuses, as they have fewer than 22 characters or more than 255:'
  ' they are kept, and nobody can claim them', count(*)) as message
from pg_temp.old_draft_prompts
where user_id is null and expires_at > now() and char_length(session_token) not between 22 and 255
having count(*) > 0
