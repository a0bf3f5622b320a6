-- The token as its SHA-256, as claim_draft gets it; everything else as it is.
select id, encode(sha256(convert_to(session_token, 'UTF8')), 'hex') as session_token, user_id, prompt_text, template_id, options,
  created_at, updated_at, expires_at
from pg_temp.old_draft_prompts
