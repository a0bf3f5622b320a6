-- The schema as its own document has it.
CREATE TABLE profiles (
  id UUID PRIMARY KEY REFERENCES auth.users(id) ON DELETE CASCADE,
  display_name TEXT,
  avatar_url TEXT,
  notification_prefs JSONB DEFAULT '{"job_complete": true, "job_failed": true}',
  stripe_customer_id TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW(),
  updated_at TIMESTAMPTZ DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_profiles_stripe ON profiles(stripe_customer_id);

CREATE TABLE draft_prompts (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  session_token TEXT NOT NULL,
  user_id UUID REFERENCES auth.users(id) ON DELETE CASCADE,
  prompt_text TEXT NOT NULL,
  template_id TEXT,
  options JSONB DEFAULT '{}',
  created_at TIMESTAMPTZ DEFAULT NOW(),
  updated_at TIMESTAMPTZ DEFAULT NOW(),
  expires_at TIMESTAMPTZ DEFAULT NOW() + INTERVAL '7 days'
);

-- Indexes
CREATE INDEX idx_draft_session ON draft_prompts(session_token);
CREATE INDEX idx_draft_user ON draft_prompts(user_id);
CREATE INDEX idx_draft_expires ON draft_prompts(expires_at);

CREATE TABLE projects (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id UUID NOT NULL REFERENCES auth.users(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  prompt_text TEXT NOT NULL,
  niche_preset TEXT NOT NULL CHECK (niche_preset IN (
    'motivation', 'explainer', 'facts', 'history', 'finance', 'science'
  )),
  target_minutes INTEGER NOT NULL DEFAULT 1 CHECK (target_minutes BETWEEN 1 AND 10),
  voice_profile_id UUID,
  transcript_mode TEXT DEFAULT 'auto' CHECK (transcript_mode IN ('auto', 'manual')),
  transcript_text TEXT,
  settings JSONB DEFAULT '{}',
  created_at TIMESTAMPTZ DEFAULT NOW(),
  updated_at TIMESTAMPTZ DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_projects_user ON projects(user_id);
CREATE INDEX idx_projects_created ON projects(created_at DESC);

CREATE TYPE job_status AS ENUM (
  'PENDING', 'QUEUED', 'SCRIPTING', 'VOICE_GEN', 'ALIGNMENT',
  'VISUAL_PLAN', 'IMAGE_GEN', 'TIMELINE', 'RENDERING', 
  'PACKAGING', 'READY', 'FAILED'
);

CREATE TABLE jobs (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  project_id UUID NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  user_id UUID NOT NULL REFERENCES auth.users(id) ON DELETE CASCADE,
  status job_status NOT NULL DEFAULT 'PENDING',
  progress INTEGER DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  status_message TEXT,
  cost_credits_reserved INTEGER DEFAULT 0,
  cost_credits_final INTEGER,
  failed_step TEXT,
  error_code TEXT,
  error_message TEXT,
  output_url TEXT,
  manifest_json JSONB,
  created_at TIMESTAMPTZ DEFAULT NOW(),
  started_at TIMESTAMPTZ,
  finished_at TIMESTAMPTZ
);

-- Indexes
CREATE INDEX idx_jobs_user ON jobs(user_id);
CREATE INDEX idx_jobs_project ON jobs(project_id);
CREATE INDEX idx_jobs_status ON jobs(status);
CREATE INDEX idx_jobs_created ON jobs(created_at DESC);

CREATE TYPE step_status AS ENUM ('pending', 'started', 'succeeded', 'failed');

CREATE TABLE job_steps (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  job_id UUID NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  step_name TEXT NOT NULL,
  step_order INTEGER NOT NULL,
  state step_status DEFAULT 'pending',
  progress_pct INTEGER DEFAULT 0,
  status_message TEXT,
  error_message TEXT,
  logs_url TEXT,
  artifacts_json JSONB DEFAULT '{}',
  started_at TIMESTAMPTZ,
  finished_at TIMESTAMPTZ
);

-- Indexes
CREATE INDEX idx_job_steps_job ON job_steps(job_id);
CREATE UNIQUE INDEX idx_job_steps_unique ON job_steps(job_id, step_name);

CREATE TABLE credit_ledger (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id UUID NOT NULL REFERENCES auth.users(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN (
    'purchase', 'usage', 'refund', 'grant', 'expire', 'reserve', 'subscription'
  )),
  amount INTEGER NOT NULL,
  balance_after INTEGER,
  note TEXT,
  job_id UUID REFERENCES jobs(id),
  stripe_payment_id TEXT,
  created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_credit_user ON credit_ledger(user_id);
CREATE INDEX idx_credit_job ON credit_ledger(job_id);
CREATE INDEX idx_credit_created ON credit_ledger(created_at DESC);

CREATE TABLE assets (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  job_id UUID NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN (
    'video', 'audio', 'image', 'captions', 'manifest', 'zip'
  )),
  url TEXT NOT NULL,
  storage_path TEXT NOT NULL,
  size_bytes BIGINT,
  mime_type TEXT,
  metadata_json JSONB DEFAULT '{}',
  created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Indexes
CREATE INDEX idx_assets_job ON assets(job_id);
CREATE INDEX idx_assets_type ON assets(type);

CREATE OR REPLACE FUNCTION get_credit_balance(p_user_id UUID)
RETURNS INTEGER AS $$
  SELECT COALESCE(SUM(amount), 0)::INTEGER
  FROM credit_ledger
  WHERE user_id = p_user_id;
$$ LANGUAGE sql STABLE;

CREATE OR REPLACE FUNCTION reserve_credits(
  p_user_id UUID,
  p_job_id UUID,
  p_amount INTEGER
) RETURNS BOOLEAN AS $$
DECLARE
  v_balance INTEGER;
BEGIN
  SELECT get_credit_balance(p_user_id) INTO v_balance;
  
  IF v_balance < p_amount THEN
    RETURN FALSE;
  END IF;
  
  INSERT INTO credit_ledger (user_id, type, amount, job_id, note)
  VALUES (p_user_id, 'reserve', -p_amount, p_job_id, 'Reserved for job');
  
  RETURN TRUE;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION claim_draft_prompt(
  p_session_token TEXT,
  p_user_id UUID
) RETURNS UUID AS $$
DECLARE
  v_draft_id UUID;
BEGIN
  UPDATE draft_prompts
  SET user_id = p_user_id, updated_at = NOW()
  WHERE session_token = p_session_token
    AND user_id IS NULL
    AND expires_at > NOW()
  RETURNING id INTO v_draft_id;
  
  RETURN v_draft_id;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION handle_new_user()
RETURNS TRIGGER AS $$
BEGIN
  -- Create profile
  INSERT INTO profiles (id, display_name)
  VALUES (NEW.id, NEW.raw_user_meta_data->>'name');
  
  -- Grant trial credits
  INSERT INTO credit_ledger (user_id, type, amount, note)
  VALUES (NEW.id, 'grant', 10, 'Welcome bonus: 1 free video trial');
  
  RETURN NEW;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER;

CREATE TRIGGER on_auth_user_created
AFTER INSERT ON auth.users
FOR EACH ROW EXECUTE FUNCTION handle_new_user();

CREATE OR REPLACE FUNCTION update_updated_at()
RETURNS TRIGGER AS $$
BEGIN
  NEW.updated_at = NOW();
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER tr_profiles_updated
BEFORE UPDATE ON profiles
FOR EACH ROW EXECUTE FUNCTION update_updated_at();

CREATE TRIGGER tr_projects_updated
BEFORE UPDATE ON projects
FOR EACH ROW EXECUTE FUNCTION update_updated_at();

ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY profiles_select ON profiles
  FOR SELECT USING (auth.uid() = id);

CREATE POLICY profiles_update ON profiles
  FOR UPDATE USING (auth.uid() = id);

ALTER TABLE projects ENABLE ROW LEVEL SECURITY;

CREATE POLICY projects_all ON projects
  USING (auth.uid() = user_id);

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;

CREATE POLICY jobs_select ON jobs
  FOR SELECT USING (auth.uid() = user_id);

ALTER TABLE credit_ledger ENABLE ROW LEVEL SECURITY;

CREATE POLICY credit_select ON credit_ledger
  FOR SELECT USING (auth.uid() = user_id);

-- 50 users who signed up by it, 190 ledger rows, 80 of them open holds, 160 jobs, 35 drafts.
insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data, created_at)
select md5('user ' || n)::uuid, 'user' || n || '@example.com', now(), jsonb_build_object('name', 'User ' || n),
  now() - interval '30 days'
from generate_series(1, 50) as n;
update credit_ledger set created_at = now() - interval '30 days';
insert into credit_ledger (user_id, type, amount, stripe_payment_id, created_at)
select md5('user ' || n % 50 + 1)::uuid, 'purchase', 20, 'pi_' || n, now() - interval '20 days' + n * interval '1 minute'
from generate_series(1, 60) as n;
insert into projects (id, user_id, title, prompt_text, niche_preset, settings)
select md5('project ' || n)::uuid, md5('user ' || n % 50 + 1)::uuid, 'Project ' || n, 'A prompt', 'facts', null
from generate_series(1, 40) as n;
insert into jobs (id, project_id, user_id, status, progress, cost_credits_reserved)
select md5('job ' || n)::uuid, md5('project ' || n % 40 + 1)::uuid, md5('user ' || n % 40 % 50 + 1)::uuid,
  (array['READY', 'FAILED', 'RENDERING', 'PENDING'])[n % 4 + 1]::job_status, 10, null
from generate_series(1, 160) as n;
insert into job_steps (job_id, step_name, step_order) select id, 'script', 1 from jobs;
insert into assets (job_id, type, url, storage_path) select id, 'video', 'https://example.com/' || id, id::text from jobs limit 30;
select reserve_credits(user_id, id, 2) from jobs order by id limit 80;
update credit_ledger set created_at = now() - interval '1 day' where type = 'reserve';
insert into draft_prompts (session_token, user_id, prompt_text, options)
select 'a token of thirty characters ' || n / 3, case when n > 20 then md5('user ' || n)::uuid end, 'Draft ' || n, null
from generate_series(1, 35) as n;
