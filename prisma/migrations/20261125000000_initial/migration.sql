-- CreateTable
CREATE TABLE "stream" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "stream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "stream_id" UUID NOT NULL,
    "stream_kind" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "event_time" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "acting_unit_id" UUID,
    "acting_unit_name" TEXT,
    "home_unit_id" UUID,
    "command_id" UUID NOT NULL,
    "struck_by_id" BIGINT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "event_id" BIGINT NOT NULL,
    "consumer" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command_receipt" (
    "command_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "person_id" UUID,
    "outcome" JSONB,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_receipt_pkey" PRIMARY KEY ("command_id")
);

-- CreateTable
CREATE TABLE "access_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "person_name" TEXT NOT NULL,
    "unit_id" UUID,
    "unit_name" TEXT NOT NULL,
    "duty" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "subject_label" TEXT NOT NULL DEFAULT '',
    "field" TEXT,
    "reason" TEXT,
    "grant_id" UUID,
    "session_id" UUID,
    "request_id" TEXT,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "access_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_inquiry" (
    "id" UUID NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "question" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "access_inquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "cause" TEXT NOT NULL DEFAULT '',
    "county_id" UUID NOT NULL,
    "county_path" TEXT NOT NULL,
    "county_name" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "reported_by_id" UUID NOT NULL,
    "reported_by_unit_id" UUID NOT NULL,
    "reported_by_unit_path" TEXT NOT NULL,
    "drill" BOOLEAN NOT NULL DEFAULT false,
    "phase" TEXT NOT NULL,
    "phase_since" TIMESTAMPTZ(3) NOT NULL,
    "dispatched_unverified" BOOLEAN NOT NULL DEFAULT false,
    "verified_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "lead_unit_id" UUID,
    "lead_unit_name" TEXT,
    "head_count" INTEGER,
    "head_count_before" INTEGER,
    "head_count_at" TIMESTAMPTZ(3),
    "head_counts" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "timer_kind" TEXT,
    "timer_label" TEXT,
    "timer_from" TIMESTAMPTZ(3),
    "timer_at" TIMESTAMPTZ(3),
    "last_entry_at" TIMESTAMPTZ(3),
    "last_entry_by" TEXT,
    "last_entry_text" TEXT,
    "pinned_seq" INTEGER,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "open_demands" INTEGER NOT NULL DEFAULT 0,
    "units_active" INTEGER NOT NULL DEFAULT 0,
    "units_accepted" INTEGER NOT NULL DEFAULT 0,
    "facts_version" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_by_id" UUID NOT NULL,
    "accept_by" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "delivered_to" TEXT,
    "seen_at" TIMESTAMPTZ(3),
    "seen_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by" TEXT,
    "accepted_via" TEXT,
    "arrived_at" TIMESTAMPTZ(3),
    "arrived_by" TEXT,
    "reported_at" TIMESTAMPTZ(3),
    "reported_by" TEXT,
    "objected_at" TIMESTAMPTZ(3),
    "objected_by" TEXT,
    "objection" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settlement" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demand" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" TEXT,
    "carried_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "demand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_task" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "owner_id" UUID,
    "owner_name" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "demand_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "head_count" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "observer_id" UUID NOT NULL,
    "observer" TEXT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER NOT NULL,
    "struck_at" TIMESTAMPTZ(3),

    CONSTRAINT "head_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "representative" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "matter" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone_sealed" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "representative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_link" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "linked_by_id" UUID NOT NULL,
    "unlinked_at" TIMESTAMPTZ(3),
    "unlinked_by_id" UUID,
    "unlink_reason" TEXT,

    CONSTRAINT "incident_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "storage_name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" INTEGER,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_visit" (
    "person_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "room_visit_pkey" PRIMARY KEY ("person_id","incident_id")
);

-- CreateTable
CREATE TABLE "counter" (
    "key" TEXT NOT NULL,
    "next" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "is_member" BOOLEAN NOT NULL DEFAULT false,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "title" TEXT,
    "phone_sealed" TEXT,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "password_hash" TEXT,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "totp_secret_sealed" TEXT,
    "totp_confirmed_at" TIMESTAMPTZ(3),
    "totp_last_step" INTEGER,
    "recovery_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "single_keys" BOOLEAN NOT NULL DEFAULT true,
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "duty" TEXT NOT NULL,
    "scope_kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "order_number" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "granted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "revoke_reason" TEXT,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "public_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "device_id" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "external_number" TEXT,
    "channel" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "petitioner" TEXT NOT NULL,
    "phone_sealed" TEXT,
    "id_number_sealed" TEXT,
    "address_sealed" TEXT,
    "place" TEXT NOT NULL DEFAULT '',
    "county_id" UUID,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID,
    "import_id" UUID,
    "text_hash" TEXT NOT NULL,
    "same_text_as" UUID,
    "doubts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "grams" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "incident_links" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_import" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "good" INTEGER NOT NULL DEFAULT 0,
    "doubtful" INTEGER NOT NULL DEFAULT 0,
    "bad" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "already" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "refusal" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "submission_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_import_row" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "grade" TEXT NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "external_number" TEXT,
    "channel" TEXT NOT NULL DEFAULT 'web',
    "title" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "petitioner" TEXT NOT NULL DEFAULT '',
    "phone_sealed" TEXT,
    "place" TEXT NOT NULL DEFAULT '',
    "county_name" TEXT,
    "received_at" TIMESTAMPTZ(3),
    "text_hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "submission_import_row_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateIndex
CREATE INDEX "event_recorded_at_idx" ON "event"("recorded_at");

-- CreateIndex
CREATE INDEX "event_name_recorded_at_idx" ON "event"("name", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "event_stream_id_seq_key" ON "event"("stream_id", "seq");

-- CreateIndex
CREATE INDEX "delivery_consumer_due_at_idx" ON "delivery"("consumer", "due_at");

-- CreateIndex
CREATE INDEX "access_entry_at_id_idx" ON "access_entry"("at", "id");

-- CreateIndex
CREATE INDEX "access_entry_person_id_at_idx" ON "access_entry"("person_id", "at");

-- CreateIndex
CREATE INDEX "access_entry_subject_kind_subject_id_at_idx" ON "access_entry"("subject_kind", "subject_id", "at");

-- CreateIndex
CREATE INDEX "access_inquiry_entry_id_idx" ON "access_inquiry"("entry_id");

-- CreateIndex
CREATE INDEX "access_inquiry_person_id_state_idx" ON "access_inquiry"("person_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_county_path_idx" ON "incident"("county_path" text_pattern_ops);

-- CreateIndex
CREATE INDEX "assignment_incident_id_idx" ON "assignment"("incident_id");

-- CreateIndex
CREATE INDEX "assignment_unit_path_state_idx" ON "assignment"("unit_path" text_pattern_ops, "state");

-- CreateIndex
CREATE UNIQUE INDEX "demand_incident_id_no_key" ON "demand"("incident_id", "no");

-- CreateIndex
CREATE INDEX "incident_task_incident_id_idx" ON "incident_task"("incident_id");

-- CreateIndex
CREATE INDEX "incident_task_owner_id_state_idx" ON "incident_task"("owner_id", "state");

-- CreateIndex
CREATE INDEX "incident_task_unit_path_state_idx" ON "incident_task"("unit_path" text_pattern_ops, "state");

-- CreateIndex
CREATE INDEX "head_count_incident_id_observed_at_idx" ON "head_count"("incident_id", "observed_at");

-- CreateIndex
CREATE INDEX "representative_incident_id_idx" ON "representative"("incident_id");

-- CreateIndex
CREATE INDEX "incident_link_incident_id_idx" ON "incident_link"("incident_id");

-- CreateIndex
CREATE INDEX "incident_link_target_kind_target_id_idx" ON "incident_link"("target_kind", "target_id");

-- CreateIndex
CREATE INDEX "mention_person_id_read_at_at_idx" ON "mention"("person_id", "read_at", "at");

-- CreateIndex
CREATE INDEX "mention_incident_id_idx" ON "mention"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_storage_name_key" ON "attachment"("storage_name");

-- CreateIndex
CREATE INDEX "attachment_incident_id_idx" ON "attachment"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_short_name_key" ON "unit"("short_name");

-- CreateIndex
CREATE INDEX "unit_path_idx" ON "unit"("path" text_pattern_ops);

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_login_key" ON "person"("login");

-- CreateIndex
CREATE INDEX "person_unit_id_idx" ON "person"("unit_id");

-- CreateIndex
CREATE INDEX "grants_person_id_idx" ON "grants"("person_id");

-- CreateIndex
CREATE INDEX "grants_scope_kind_scope_id_idx" ON "grants"("scope_kind", "scope_id");

-- CreateIndex
CREATE INDEX "grants_not_after_idx" ON "grants"("not_after");

-- CreateIndex
CREATE UNIQUE INDEX "session_public_id_key" ON "session"("public_id");

-- CreateIndex
CREATE INDEX "session_person_id_ended_at_idx" ON "session"("person_id", "ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "submission_number_key" ON "submission"("number");

-- CreateIndex
CREATE INDEX "submission_received_at_id_idx" ON "submission"("received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_county_id_received_at_id_idx" ON "submission"("county_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_unit_path_received_at_idx" ON "submission"("unit_path" text_pattern_ops, "received_at");

-- CreateIndex
CREATE INDEX "submission_text_hash_idx" ON "submission"("text_hash");

-- CreateIndex
CREATE INDEX "submission_grams_idx" ON "submission" USING GIN ("grams");

-- CreateIndex
CREATE UNIQUE INDEX "submission_unit_id_external_number_key" ON "submission"("unit_id", "external_number");

-- CreateIndex
CREATE INDEX "submission_import_by_id_created_at_idx" ON "submission_import"("by_id", "created_at");

-- CreateIndex
CREATE INDEX "submission_import_row_import_id_grade_row_idx" ON "submission_import_row"("import_id", "grade", "row");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demand" ADD CONSTRAINT "demand_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_task" ADD CONSTRAINT "incident_task_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "head_count" ADD CONSTRAINT "head_count_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "representative" ADD CONSTRAINT "representative_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_link" ADD CONSTRAINT "incident_link_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_import_row" ADD CONSTRAINT "submission_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "submission_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.

-- The event log and the access log only grow. An event is struck by naming the event that strikes it, once; nothing else changes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_all_but_striking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.struck_by_id IS NULL AND (to_jsonb(NEW) - 'struck_by_id') = (to_jsonb(OLD) - 'struck_by_id') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'event is append-only: UPDATE is refused' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER event_only_struck BEFORE UPDATE ON "event" FOR EACH ROW EXECUTE FUNCTION refuse_all_but_striking();
CREATE TRIGGER event_never_deleted BEFORE DELETE ON "event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_never_emptied BEFORE TRUNCATE ON "event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_entry_never_changed BEFORE UPDATE OR DELETE ON "access_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_entry_never_emptied BEFORE TRUNCATE ON "access_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A submission stays as it was received; only what the portal keeps beside it (links, grams) may change.
CREATE TRIGGER submission_as_received BEFORE UPDATE OF "number", "external_number", "channel", "title", "body", "petitioner",
  "phone_sealed", "id_number_sealed", "address_sealed", "place", "unit_id", "received_at", "recorded_at" ON "submission"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_never_deleted BEFORE DELETE ON "submission" FOR EACH ROW EXECUTE FUNCTION refuse_change();
