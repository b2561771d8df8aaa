CREATE TABLE app_user (
	id BIGINT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	login TEXT NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT 'rep' NOT NULL,
	active BOOLEAN DEFAULT true NOT NULL,
	time_zone TEXT DEFAULT 'UTC' NOT NULL,
	color INTEGER DEFAULT '1' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_app_user PRIMARY KEY (id),
	CONSTRAINT uq_app_user_login UNIQUE (login)
);

CREATE TABLE counter (
	stage_id BIGINT NOT NULL,
	owner_id BIGINT NOT NULL,
	currency TEXT NOT NULL,
	n BIGINT DEFAULT '0' NOT NULL,
	total BIGINT DEFAULT '0' NOT NULL,
	CONSTRAINT pk_counter PRIMARY KEY (stage_id, owner_id, currency)
);

CREATE TABLE id_sequence (
	name TEXT NOT NULL,
	next BIGINT DEFAULT '0' NOT NULL,
	CONSTRAINT pk_id_sequence PRIMARY KEY (name)
);

CREATE TABLE lead_score (
	lead_id BIGINT NOT NULL,
	document TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT pk_lead_score PRIMARY KEY (lead_id)
);

CREATE TABLE match_key (
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	lead_id BIGINT NOT NULL,
	CONSTRAINT pk_match_key PRIMARY KEY (kind, value, lead_id)
);

CREATE INDEX ix_match_key_lead ON match_key (lead_id);

CREATE TABLE meta (
	key TEXT NOT NULL,
	value TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_meta PRIMARY KEY (key)
);

CREATE TABLE pair (
	a BIGINT NOT NULL,
	b BIGINT NOT NULL,
	score DOUBLE PRECISION NOT NULL,
	reasons TEXT DEFAULT '[]' NOT NULL,
	state TEXT DEFAULT 'open' NOT NULL,
	batch_id BIGINT,
	CONSTRAINT pk_pair PRIMARY KEY (a, b)
);

CREATE INDEX ix_pair_b ON pair (b);

CREATE INDEX ix_pair_state ON pair (state, score);

CREATE TABLE setting (
	key TEXT NOT NULL,
	user_id BIGINT NOT NULL,
	document TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (key, user_id)
);

CREATE TABLE stage (
	id BIGINT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	belongs TEXT DEFAULT '' NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	lifecycle TEXT DEFAULT '' NOT NULL,
	position INTEGER DEFAULT '0' NOT NULL,
	color INTEGER DEFAULT '1' NOT NULL,
	probability INTEGER DEFAULT '0' NOT NULL,
	rotting_days INTEGER DEFAULT '14' NOT NULL,
	requires TEXT DEFAULT '[]' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_stage PRIMARY KEY (id)
);

CREATE TABLE staged_activity (
	batch_id BIGINT NOT NULL,
	id BIGINT,
	lead_id BIGINT,
	kind TEXT,
	at BIGINT,
	user_id BIGINT,
	outcome TEXT,
	subject TEXT,
	body TEXT,
	source TEXT,
	medium TEXT,
	campaign TEXT,
	source_detail TEXT,
	version INTEGER
);

CREATE INDEX ix_staged_activity_batch ON staged_activity (batch_id, id);

CREATE INDEX ix_staged_activity_lead ON staged_activity (lead_id);

CREATE TABLE staged_consent (
	batch_id BIGINT NOT NULL,
	id BIGINT,
	lead_id BIGINT,
	channel TEXT,
	status TEXT,
	at BIGINT,
	method TEXT,
	evidence TEXT,
	version INTEGER
);

CREATE INDEX ix_staged_consent_batch ON staged_consent (batch_id, id);

CREATE TABLE staged_lead (
	batch_id BIGINT NOT NULL,
	id BIGINT,
	kind TEXT,
	version INTEGER,
	name TEXT,
	given_name TEXT,
	family_name TEXT,
	title TEXT,
	email TEXT,
	emails TEXT,
	phone TEXT,
	phones TEXT,
	company TEXT,
	website TEXT,
	linkedin TEXT,
	employees BIGINT,
	industry TEXT,
	annual_revenue BIGINT,
	country TEXT,
	region TEXT,
	city TEXT,
	language TEXT,
	time_zone TEXT,
	source TEXT,
	source_detail TEXT,
	campaign TEXT,
	medium TEXT,
	last_source TEXT,
	lead_type TEXT,
	interest TEXT,
	timeline TEXT,
	budget TEXT,
	value BIGINT,
	currency TEXT,
	close_date TEXT,
	consent_email TEXT,
	consent_phone TEXT,
	tags TEXT,
	custom TEXT,
	problems TEXT,
	stage_id BIGINT,
	stage_since BIGINT,
	position DOUBLE PRECISION,
	owner_id BIGINT,
	team_id BIGINT,
	reason TEXT,
	reason_note TEXT,
	recycle_on TEXT,
	reached TEXT,
	contact_id BIGINT,
	company_id BIGINT,
	converted_id BIGINT,
	origin_id BIGINT,
	deleted_at BIGINT,
	created_at BIGINT,
	updated_at BIGINT,
	column_id BIGINT,
	sort_name TEXT,
	score INTEGER,
	fit INTEGER,
	intent INTEGER,
	band TEXT,
	grade TEXT,
	last_activity_at BIGINT,
	next_task_id BIGINT,
	next_due BIGINT,
	next_kind TEXT,
	next_title TEXT,
	sla_due BIGINT,
	sla_started BIGINT,
	first_response_at BIGINT,
	due_at BIGINT
);

CREATE INDEX ix_staged_lead_batch ON staged_lead (batch_id, id);

CREATE TABLE staged_task (
	batch_id BIGINT NOT NULL,
	id BIGINT,
	lead_id BIGINT,
	kind TEXT,
	due_at BIGINT,
	owner_id BIGINT,
	title TEXT,
	all_day BOOLEAN,
	remind_at BIGINT,
	done_at BIGINT,
	cancelled_at BIGINT,
	outcome TEXT,
	version INTEGER
);

CREATE INDEX ix_staged_task_batch ON staged_task (batch_id, id);

CREATE TABLE team (
	id BIGINT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	members TEXT DEFAULT '[]' NOT NULL,
	is_default BOOLEAN DEFAULT false NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_team PRIMARY KEY (id)
);

CREATE TABLE company (
	id BIGINT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	match_name TEXT DEFAULT '' NOT NULL,
	domain TEXT DEFAULT '' NOT NULL,
	industry TEXT DEFAULT '' NOT NULL,
	employees BIGINT,
	country TEXT DEFAULT '' NOT NULL,
	owner_id BIGINT,
	batch_id BIGINT,
	created_at BIGINT DEFAULT '0' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_company PRIMARY KEY (id),
	CONSTRAINT fk_company_owner_id FOREIGN KEY(owner_id) REFERENCES app_user (id)
);

CREATE INDEX ix_company_batch_id ON company (batch_id);

CREATE INDEX ix_company_domain ON company (domain);

CREATE INDEX ix_company_match_name ON company (match_name);

CREATE TABLE import_batch (
	id BIGINT NOT NULL,
	file_name TEXT DEFAULT '' NOT NULL,
	sha256 TEXT DEFAULT '' NOT NULL,
	state TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT '0' NOT NULL,
	user_id BIGINT,
	step_id BIGINT,
	plan TEXT DEFAULT '{}' NOT NULL,
	report TEXT DEFAULT '{}' NOT NULL,
	next_row BIGINT DEFAULT '0' NOT NULL,
	seen_step BIGINT DEFAULT '0' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_import_batch PRIMARY KEY (id),
	CONSTRAINT fk_import_batch_user_id FOREIGN KEY(user_id) REFERENCES app_user (id)
);

CREATE INDEX ix_import_batch_sha ON import_batch (sha256, state);

CREATE TABLE rotation (
	team_id BIGINT NOT NULL,
	turn BIGINT DEFAULT '0' NOT NULL,
	CONSTRAINT pk_rotation PRIMARY KEY (team_id),
	CONSTRAINT fk_rotation_team_id FOREIGN KEY(team_id) REFERENCES team (id)
);

CREATE TABLE step (
	id BIGSERIAL NOT NULL,
	op_id TEXT NOT NULL,
	user_id BIGINT,
	at BIGINT DEFAULT '0' NOT NULL,
	verb TEXT DEFAULT '' NOT NULL,
	args TEXT DEFAULT '{}' NOT NULL,
	mode TEXT DEFAULT 'do' NOT NULL,
	undoes BIGINT,
	undone_by BIGINT,
	batch_id BIGINT,
	CONSTRAINT pk_step PRIMARY KEY (id),
	CONSTRAINT uq_step_op_id UNIQUE (op_id),
	CONSTRAINT fk_step_user_id FOREIGN KEY(user_id) REFERENCES app_user (id)
);

CREATE INDEX ix_step_batch ON step (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_step_user ON step (user_id, id);

CREATE TABLE change (
	step_id BIGINT NOT NULL,
	seq INTEGER NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	record_id BIGINT DEFAULT '0' NOT NULL,
	lead_id BIGINT,
	before TEXT,
	after TEXT,
	CONSTRAINT pk_change PRIMARY KEY (step_id, seq),
	CONSTRAINT fk_change_step_id FOREIGN KEY(step_id) REFERENCES step (id)
);

CREATE INDEX ix_change_lead ON change (lead_id);

CREATE INDEX ix_change_record ON change (kind, record_id);

CREATE TABLE contact (
	id BIGINT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	given_name TEXT DEFAULT '' NOT NULL,
	family_name TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	company_id BIGINT,
	batch_id BIGINT,
	created_at BIGINT DEFAULT '0' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (id),
	CONSTRAINT fk_contact_company_id FOREIGN KEY(company_id) REFERENCES company (id)
);

CREATE INDEX ix_contact_batch_id ON contact (batch_id);

CREATE INDEX ix_contact_email ON contact (email);

CREATE INDEX ix_contact_phone ON contact (phone);

CREATE TABLE import_row (
	batch_id BIGINT NOT NULL,
	seq INTEGER NOT NULL,
	line INTEGER NOT NULL,
	outcome TEXT DEFAULT '' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	lead_id BIGINT,
	cells TEXT DEFAULT '[]' NOT NULL,
	problems TEXT DEFAULT '[]' NOT NULL,
	update_json TEXT,
	turn_of BIGINT,
	stops BOOLEAN DEFAULT false NOT NULL,
	CONSTRAINT pk_import_row PRIMARY KEY (batch_id, seq),
	CONSTRAINT fk_import_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_import_row_lead ON import_row (lead_id);

CREATE TABLE lead (
	id BIGINT NOT NULL,
	kind TEXT DEFAULT 'lead' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	given_name TEXT DEFAULT '' NOT NULL,
	family_name TEXT DEFAULT '' NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	email TEXT DEFAULT '' NOT NULL,
	emails TEXT DEFAULT '[]' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	phones TEXT DEFAULT '[]' NOT NULL,
	company TEXT DEFAULT '' NOT NULL,
	website TEXT DEFAULT '' NOT NULL,
	linkedin TEXT DEFAULT '' NOT NULL,
	employees BIGINT,
	industry TEXT DEFAULT '' NOT NULL,
	annual_revenue BIGINT,
	country TEXT DEFAULT '' NOT NULL,
	region TEXT DEFAULT '' NOT NULL,
	city TEXT DEFAULT '' NOT NULL,
	language TEXT DEFAULT '' NOT NULL,
	time_zone TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	source_detail TEXT DEFAULT '' NOT NULL,
	campaign TEXT DEFAULT '' NOT NULL,
	medium TEXT DEFAULT '' NOT NULL,
	last_source TEXT DEFAULT '' NOT NULL,
	lead_type TEXT DEFAULT 'other' NOT NULL,
	interest TEXT DEFAULT '' NOT NULL,
	timeline TEXT DEFAULT '' NOT NULL,
	budget TEXT DEFAULT '' NOT NULL,
	value BIGINT,
	currency TEXT DEFAULT '' NOT NULL,
	close_date TEXT DEFAULT '' NOT NULL,
	consent_email TEXT DEFAULT '' NOT NULL,
	consent_phone TEXT DEFAULT '' NOT NULL,
	tags TEXT DEFAULT '[]' NOT NULL,
	custom TEXT DEFAULT '{}' NOT NULL,
	problems TEXT DEFAULT '[]' NOT NULL,
	stage_id BIGINT NOT NULL,
	stage_since BIGINT,
	position DOUBLE PRECISION,
	owner_id BIGINT,
	team_id BIGINT,
	reason TEXT DEFAULT '' NOT NULL,
	reason_note TEXT DEFAULT '' NOT NULL,
	recycle_on TEXT DEFAULT '' NOT NULL,
	reached TEXT DEFAULT '{}' NOT NULL,
	contact_id BIGINT,
	company_id BIGINT,
	converted_id BIGINT,
	origin_id BIGINT,
	batch_id BIGINT,
	deleted_at BIGINT,
	created_at BIGINT DEFAULT '0' NOT NULL,
	updated_at BIGINT DEFAULT '0' NOT NULL,
	column_id BIGINT,
	sort_name TEXT DEFAULT '' NOT NULL,
	score INTEGER DEFAULT '0' NOT NULL,
	fit INTEGER DEFAULT '0' NOT NULL,
	intent INTEGER DEFAULT '0' NOT NULL,
	band TEXT DEFAULT 'low' NOT NULL,
	grade TEXT DEFAULT '' NOT NULL,
	last_activity_at BIGINT,
	next_task_id BIGINT,
	next_due BIGINT,
	next_kind TEXT DEFAULT '' NOT NULL,
	next_title TEXT DEFAULT '' NOT NULL,
	sla_due BIGINT,
	sla_started BIGINT,
	first_response_at BIGINT,
	due_at BIGINT,
	CONSTRAINT pk_lead PRIMARY KEY (id),
	CONSTRAINT fk_lead_stage_id FOREIGN KEY(stage_id) REFERENCES stage (id),
	CONSTRAINT fk_lead_owner_id FOREIGN KEY(owner_id) REFERENCES app_user (id),
	CONSTRAINT fk_lead_team_id FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_lead_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id),
	CONSTRAINT fk_lead_company_id FOREIGN KEY(company_id) REFERENCES company (id)
);

CREATE INDEX ix_board_created ON lead (column_id, created_at, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_due ON lead (column_id, due_at, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_owner_due ON lead (owner_id, column_id, due_at, id, next_due, sla_due, last_activity_at, stage_since, created_at) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_position ON lead (column_id, position, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_score ON lead (column_id, score, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_since ON lead (column_id, stage_since, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_board_value ON lead (column_id, value, id) WHERE column_id IS NOT NULL;

CREATE INDEX ix_lead_batch ON lead (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_lead_bin ON lead (deleted_at, id) WHERE deleted_at IS NOT NULL;

CREATE INDEX ix_lead_company ON lead (company_id) WHERE company_id IS NOT NULL;

CREATE INDEX ix_lead_contact ON lead (contact_id) WHERE contact_id IS NOT NULL;

CREATE INDEX ix_lead_sla ON lead (sla_due) WHERE sla_due IS NOT NULL;

CREATE INDEX ix_lead_stage ON lead (stage_id);

CREATE INDEX ix_list_activity ON lead (last_activity_at, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_list_created ON lead (created_at, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_list_name ON lead (sort_name, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_list_owner_created ON lead (owner_id, created_at, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_list_owner_score ON lead (owner_id, score, id) WHERE deleted_at IS NULL;

CREATE INDEX ix_list_score ON lead (score, id) WHERE deleted_at IS NULL;

CREATE TABLE activity (
	id BIGINT NOT NULL,
	lead_id BIGINT NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT '0' NOT NULL,
	user_id BIGINT,
	outcome TEXT DEFAULT '' NOT NULL,
	subject TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	source TEXT DEFAULT '' NOT NULL,
	medium TEXT DEFAULT '' NOT NULL,
	campaign TEXT DEFAULT '' NOT NULL,
	source_detail TEXT DEFAULT '' NOT NULL,
	batch_id BIGINT,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_activity PRIMARY KEY (id),
	CONSTRAINT fk_activity_lead_id FOREIGN KEY(lead_id) REFERENCES lead (id),
	CONSTRAINT fk_activity_user_id FOREIGN KEY(user_id) REFERENCES app_user (id)
);

CREATE INDEX ix_activity_batch ON activity (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_activity_lead ON activity (lead_id, at);

CREATE TABLE consent (
	id BIGINT NOT NULL,
	lead_id BIGINT NOT NULL,
	channel TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT '' NOT NULL,
	at BIGINT DEFAULT '0' NOT NULL,
	method TEXT DEFAULT '' NOT NULL,
	evidence TEXT DEFAULT '' NOT NULL,
	batch_id BIGINT,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_consent PRIMARY KEY (id),
	CONSTRAINT fk_consent_lead_id FOREIGN KEY(lead_id) REFERENCES lead (id)
);

CREATE INDEX ix_consent_batch ON consent (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_consent_lead ON consent (lead_id, channel, at);

CREATE TABLE task (
	id BIGINT NOT NULL,
	lead_id BIGINT NOT NULL,
	kind TEXT DEFAULT '' NOT NULL,
	due_at BIGINT DEFAULT '0' NOT NULL,
	owner_id BIGINT,
	title TEXT DEFAULT '' NOT NULL,
	all_day BOOLEAN DEFAULT false NOT NULL,
	remind_at BIGINT,
	done_at BIGINT,
	cancelled_at BIGINT,
	outcome TEXT DEFAULT '' NOT NULL,
	batch_id BIGINT,
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (id),
	CONSTRAINT fk_task_lead_id FOREIGN KEY(lead_id) REFERENCES lead (id),
	CONSTRAINT fk_task_owner_id FOREIGN KEY(owner_id) REFERENCES app_user (id)
);

CREATE INDEX ix_task_batch ON task (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_task_lead ON task (lead_id, due_at);
