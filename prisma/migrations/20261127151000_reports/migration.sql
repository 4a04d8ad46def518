-- CreateTable
CREATE TABLE "report_limit" (
    "level" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "report_limit_pkey" PRIMARY KEY ("level","kind","addressee")
);

-- CreateTable
CREATE TABLE "report_timer" (
    "incident_id" UUID NOT NULL,
    "addressee" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "open" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_timer_pkey" PRIMARY KEY ("incident_id","addressee")
);

-- CreateTable
CREATE TABLE "incident_report" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "corrects_id" UUID,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "contact" TEXT NOT NULL DEFAULT '',
    "number" TEXT,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "drafted_by_id" UUID NOT NULL,
    "drafted_by" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "checked_by" TEXT,
    "checked_hash" TEXT,
    "frozen_at" TIMESTAMPTZ(3),
    "frozen_by" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "returned_by" TEXT,
    "returned_reason" TEXT,

    CONSTRAINT "incident_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_addressee" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "class" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "copy" BOOLEAN NOT NULL,
    "sort" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "received_by" TEXT,

    CONSTRAINT "report_addressee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_document" (
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_document_pkey" PRIMARY KEY ("report_id","version")
);

-- CreateTable
CREATE TABLE "report_frozen" (
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "main" TEXT[],
    "copies" TEXT[],
    "paragraphs" TEXT[],
    "contact" TEXT NOT NULL,
    "drill" BOOLEAN NOT NULL,
    "sources" INTEGER[],
    "hash" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_frozen_pkey" PRIMARY KEY ("report_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_report_number_key" ON "incident_report"("number");

-- CreateIndex
CREATE INDEX "incident_report_incident_id_idx" ON "incident_report"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_addressee_report_id_name_key" ON "report_addressee"("report_id", "name");

-- AddForeignKey
ALTER TABLE "report_addressee" ADD CONSTRAINT "report_addressee_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "incident_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.

-- What is owed, for the inbox; and what ran out untold, asked for every second and empty when nothing did.
CREATE INDEX "report_timer_open" ON "report_timer" ("due_at") WHERE "open";
CREATE INDEX "report_timer_untold" ON "report_timer" ("due_at") WHERE "open" AND "told_at" IS DISTINCT FROM "due_at";

-- Reports under way, for the inbox: few among the many that were sent.
CREATE INDEX "incident_report_under_way" ON "incident_report" ("incident_id", "state") WHERE "state" NOT IN ('sent', 'dropped');

-- One report of the series at a time; corrections stand beside it.
CREATE UNIQUE INDEX "incident_report_one_under_way" ON "incident_report" ("incident_id")
  WHERE "kind" <> 'correction' AND "state" NOT IN ('sent', 'dropped');

-- A frozen text is what was signed: nobody changes it, administrators included.
CREATE FUNCTION report_frozen_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a frozen report is never changed';
END $$;
CREATE TRIGGER report_frozen_stays BEFORE UPDATE OR DELETE ON "report_frozen" FOR EACH ROW EXECUTE FUNCTION report_frozen_stays();

-- The limits of the demo and of a fresh office: Art. 25 names whom to tell, in time; the minutes are a portal rule.
INSERT INTO "report_limit" ("level", "kind", "addressee", "minutes", "source") VALUES
  (1, 'first', 'government', 30, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'first', 'department', 60, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'first', 'conference', 60, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'first', 'bureau', 60, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'follow_up', 'government', 60, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'follow_up', 'department', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'follow_up', 'conference', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'follow_up', 'bureau', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'final', 'government', 1440, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'final', 'department', 2880, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'final', 'conference', 2880, 'portal rule (Art. 25: whom to tell, in time)'),
  (1, 'final', 'bureau', 2880, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'first', 'government', 60, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'first', 'department', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'first', 'conference', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'first', 'bureau', 90, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'follow_up', 'government', 180, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'follow_up', 'department', 210, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'follow_up', 'conference', 210, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'follow_up', 'bureau', 210, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'final', 'government', 2880, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'final', 'department', 4320, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'final', 'conference', 4320, 'portal rule (Art. 25: whom to tell, in time)'),
  (2, 'final', 'bureau', 4320, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'first', 'government', 120, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'first', 'department', 180, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'first', 'conference', 180, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'first', 'bureau', 180, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'follow_up', 'government', 360, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'follow_up', 'department', 420, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'follow_up', 'conference', 420, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'follow_up', 'bureau', 420, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'final', 'government', 4320, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'final', 'department', 7200, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'final', 'conference', 7200, 'portal rule (Art. 25: whom to tell, in time)'),
  (3, 'final', 'bureau', 7200, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'first', 'government', 240, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'first', 'department', 360, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'first', 'conference', 360, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'first', 'bureau', 360, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'follow_up', 'government', 1440, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'follow_up', 'department', 1440, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'follow_up', 'conference', 1440, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'follow_up', 'bureau', 1440, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'final', 'government', 7200, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'final', 'department', 10080, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'final', 'conference', 10080, 'portal rule (Art. 25: whom to tell, in time)'),
  (4, 'final', 'bureau', 10080, 'portal rule (Art. 25: whom to tell, in time)');

-- Incidents that are open already owe their first report since they were reported.
INSERT INTO "report_timer" ("incident_id", "addressee", "kind", "since", "open", "due_at")
SELECT i."id", l."addressee", 'first', s."since", true, s."since" + make_interval(mins => l."minutes")
FROM "incident" i
JOIN "report_limit" l ON l."level" = i."level" AND l."kind" = 'first'
CROSS JOIN LATERAL (
  SELECT CASE WHEN l."addressee" = 'department'
    THEN (SELECT min(a."sent_at") FROM "assignment" a WHERE a."incident_id" = i."id") ELSE i."reported_at" END AS "since"
) s
WHERE i."closed_at" IS NULL AND s."since" IS NOT NULL;
