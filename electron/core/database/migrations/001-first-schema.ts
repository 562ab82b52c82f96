/** The first schema. Migrations import nothing from the app: a later rename must not change the past. */
export const firstSchema = `
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('agent', 'reviewer', 'head')),
  pin_salt TEXT, pin_hash TEXT, position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), code TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL, legal_representative TEXT NOT NULL, contact_person TEXT NOT NULL,
  contact_phone TEXT NOT NULL, contact_email TEXT NOT NULL, allow_list TEXT NOT NULL,
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)), created_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE number (
  id TEXT PRIMARY KEY, company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, digits TEXT NOT NULL, area_code TEXT, shown TEXT NOT NULL,
  purpose TEXT NOT NULL, purpose_detail TEXT NOT NULL, carrier TEXT NOT NULL,
  registered_owner TEXT, actual_user TEXT NOT NULL, receives_sms TEXT NOT NULL,
  in_service_since TEXT, reassigned TEXT NOT NULL, note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'retired')), position INTEGER NOT NULL,
  UNIQUE (company_id, digits)
) STRICT, WITHOUT ROWID;

CREATE TABLE file (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection (
  sha256 TEXT PRIMARY KEY REFERENCES file(sha256), version INTEGER NOT NULL, answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exhibit (
  id TEXT PRIMARY KEY, company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, purpose TEXT NOT NULL,
  issued_on TEXT, valid_from TEXT, valid_until TEXT,
  stamp TEXT NOT NULL CHECK (stamp IN ('seen', 'none', 'unknown')), note TEXT NOT NULL,
  suggestion TEXT, added_at TEXT NOT NULL, removed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_by_company ON exhibit (company_id, added_at);

CREATE TABLE exhibit_file (
  exhibit_id TEXT NOT NULL REFERENCES exhibit(id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL REFERENCES file(sha256), name TEXT NOT NULL, position INTEGER NOT NULL,
  pages TEXT, PRIMARY KEY (exhibit_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_file_by_hash ON exhibit_file (sha256);

CREATE TABLE appeal (
  id TEXT PRIMARY KEY, company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
  number_id TEXT NOT NULL REFERENCES number(id), platform_id TEXT NOT NULL,
  label_code TEXT NOT NULL, label_text TEXT NOT NULL, trouble TEXT NOT NULL,
  state TEXT NOT NULL, opened_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appeal_by_unit ON appeal (number_id, platform_id, label_code);

CREATE TABLE appeal_event (
  id TEXT PRIMARY KEY, appeal_id TEXT NOT NULL REFERENCES appeal(id) ON DELETE CASCADE,
  at TEXT NOT NULL, person TEXT NOT NULL, what TEXT NOT NULL, position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appeal_event_by_appeal ON appeal_event (appeal_id, position);

CREATE TABLE sighting (
  id TEXT PRIMARY KEY, number_id TEXT NOT NULL REFERENCES number(id) ON DELETE CASCADE,
  platform_id TEXT, clean INTEGER NOT NULL CHECK (clean IN (0, 1)), label_code TEXT, label_text TEXT NOT NULL,
  handset TEXT NOT NULL, carrier TEXT NOT NULL, source_line TEXT NOT NULL, seen_at TEXT NOT NULL, note TEXT NOT NULL,
  screenshot_id TEXT REFERENCES exhibit(id) ON DELETE SET NULL,
  appeal_id TEXT REFERENCES appeal(id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_by_number ON sighting (number_id, seen_at);

CREATE TABLE dossier (
  id TEXT PRIMARY KEY, company_id TEXT NOT NULL REFERENCES company(id) ON DELETE CASCADE,
  platform_id TEXT NOT NULL, channel_id TEXT NOT NULL, title TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'submitted')),
  created_on TEXT NOT NULL, document_date TEXT NOT NULL, changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_appeal (
  dossier_id TEXT NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  appeal_id TEXT NOT NULL REFERENCES appeal(id), position INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, appeal_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (
  id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, template_id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  typed TEXT NOT NULL, saved_at TEXT NOT NULL, printed TEXT, stamped_exhibit_id TEXT REFERENCES exhibit(id) ON DELETE SET NULL,
  riding_stamp INTEGER CHECK (riding_stamp IN (0, 1)), scan_findings TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_item (
  id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  letter_id TEXT REFERENCES letter(id) ON DELETE CASCADE, exhibit_id TEXT REFERENCES exhibit(id),
  purpose TEXT NOT NULL, watermark INTEGER NOT NULL CHECK (watermark IN (0, 1)), position INTEGER NOT NULL,
  CHECK ((letter_id IS NULL) <> (exhibit_id IS NULL)),
  UNIQUE (dossier_id, letter_id), UNIQUE (dossier_id, exhibit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE gate_answer (
  dossier_id TEXT NOT NULL REFERENCES dossier(id) ON DELETE CASCADE, key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tick', 'override')), reason TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, key, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE build (
  id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  built_at TEXT NOT NULL, person TEXT NOT NULL, input_hash TEXT NOT NULL,
  bundle_sha256 TEXT NOT NULL REFERENCES file(sha256), answer TEXT NOT NULL, position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX build_by_dossier ON build (dossier_id, position);

CREATE TABLE submission (
  id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL UNIQUE REFERENCES dossier(id), company_id TEXT NOT NULL REFERENCES company(id),
  build_id TEXT NOT NULL REFERENCES build(id), title TEXT NOT NULL, platform_name TEXT NOT NULL, channel_name TEXT NOT NULL,
  channel TEXT NOT NULL, numbers TEXT NOT NULL, submitted_at TEXT NOT NULL, submitted_on TEXT NOT NULL, person TEXT NOT NULL,
  reference TEXT NOT NULL, note TEXT NOT NULL, deadlines TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE submission_file (
  submission_id TEXT NOT NULL REFERENCES submission(id) ON DELETE CASCADE, position INTEGER NOT NULL,
  name TEXT NOT NULL, role TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES file(sha256), size INTEGER NOT NULL,
  PRIMARY KEY (submission_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_edit (
  platform_id TEXT PRIMARY KEY, base TEXT, mine TEXT NOT NULL, saved_at TEXT NOT NULL, person TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, person TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_subject ON history (subject, id);

-- What was sent is frozen. Only the made-up sample may go again.
CREATE TRIGGER submission_is_frozen BEFORE UPDATE OF
  id, dossier_id, company_id, build_id, title, platform_name, channel_name, channel, numbers, submitted_at, submitted_on, person, note, deadlines
  ON submission BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
CREATE TRIGGER submission_stays BEFORE DELETE ON submission
  WHEN (SELECT sample FROM company WHERE id = OLD.company_id) = 0
  BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
CREATE TRIGGER submission_file_is_frozen BEFORE UPDATE ON submission_file
  BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
CREATE TRIGGER submission_file_stays BEFORE DELETE ON submission_file
  WHEN (SELECT company.sample FROM submission JOIN company ON company.id = submission.company_id WHERE submission.id = OLD.submission_id) = 0
  BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
-- REPLACE deletes without firing delete triggers.
CREATE TRIGGER submission_is_not_replaced BEFORE INSERT ON submission
  WHEN EXISTS (SELECT 1 FROM submission WHERE id = NEW.id OR dossier_id = NEW.dossier_id)
  BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
CREATE TRIGGER submission_file_is_not_replaced BEFORE INSERT ON submission_file
  WHEN EXISTS (SELECT 1 FROM submission_file WHERE submission_id = NEW.submission_id AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'a submission is frozen'); END;
CREATE TRIGGER history_is_kept BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
`
