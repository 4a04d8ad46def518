-- CreateTable
CREATE TABLE "incident_template" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_kind" (
    "incident_id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "template_version" INTEGER,

    CONSTRAINT "incident_kind_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "incident_review" (
    "incident_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "picked" INTEGER[],
    "finished_at" TIMESTAMPTZ(3),
    "finished_by" TEXT,
    "unread" TEXT[],

    CONSTRAINT "incident_review_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "review_lesson" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "sources" INTEGER[],
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "by_unit" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_reading" (
    "incident_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_name" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_reading_pkey" PRIMARY KEY ("incident_id","unit_id")
);

-- CreateTable
CREATE TABLE "review_dissent" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_name" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_dissent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_template_unit_id_kind_key" ON "incident_template"("unit_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "review_lesson_incident_id_no_key" ON "review_lesson"("incident_id", "no");

-- CreateIndex
CREATE INDEX "review_dissent_incident_id_idx" ON "review_dissent"("incident_id");


-- By hand
-- An exercise never becomes real, nor the reverse: its number, its marks and every count depend on it.
CREATE FUNCTION refuse_drill_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an exercise never becomes real, nor the reverse' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER incident_drill_stays BEFORE UPDATE OF "drill" ON "incident"
  FOR EACH ROW WHEN (OLD."drill" IS DISTINCT FROM NEW."drill") EXECUTE FUNCTION refuse_drill_change();
