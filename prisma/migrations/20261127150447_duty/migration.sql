-- CreateTable
CREATE TABLE "incident_post" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "post" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "offered_by" TEXT NOT NULL,
    "held_from" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instruction" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "leader_id" UUID,
    "leader_name" TEXT NOT NULL,
    "leader_title" TEXT NOT NULL DEFAULT '',
    "via" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "given_by_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "owner_id" UUID,
    "owner_name" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_by" TEXT,
    "report" TEXT,
    "reported_at" TIMESTAMPTZ(3),
    "reported_by" TEXT,
    "returned" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "instruction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_promise" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "to_whom" TEXT NOT NULL,
    "said_by" TEXT NOT NULL DEFAULT '',
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "from_seq" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_shift" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "before_id" UUID,
    "given_at" TIMESTAMPTZ(3),
    "notes" TEXT NOT NULL DEFAULT '',
    "accepted_at" TIMESTAMPTZ(3),
    "takes_at" TIMESTAMPTZ(3),
    "leaves_at" TIMESTAMPTZ(3),
    "rows" INTEGER,
    "unread" INTEGER,
    "climbed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "duty_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shift_row" (
    "shift_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shift_row_pkey" PRIMARY KEY ("shift_id","key")
);

-- CreateTable
CREATE TABLE "shift_word" (
    "id" UUID NOT NULL,
    "shift_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shift_word_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_post_incident_id_idx" ON "incident_post"("incident_id");

-- CreateIndex
CREATE INDEX "incident_post_person_id_state_idx" ON "incident_post"("person_id", "state");

-- CreateIndex
CREATE INDEX "instruction_owner_id_state_idx" ON "instruction"("owner_id", "state");

-- CreateIndex
CREATE INDEX "instruction_unit_path_state_idx" ON "instruction"("unit_path" text_pattern_ops, "state");

-- CreateIndex
CREATE UNIQUE INDEX "instruction_incident_id_no_key" ON "instruction"("incident_id", "no");

-- CreateIndex
CREATE INDEX "incident_promise_unit_path_state_idx" ON "incident_promise"("unit_path" text_pattern_ops, "state");

-- CreateIndex
CREATE UNIQUE INDEX "incident_promise_incident_id_no_key" ON "incident_promise"("incident_id", "no");

-- CreateIndex
CREATE INDEX "duty_shift_unit_path_starts_at_idx" ON "duty_shift"("unit_path" text_pattern_ops, "starts_at");

-- CreateIndex
CREATE INDEX "duty_shift_person_id_state_idx" ON "duty_shift"("person_id", "state");

-- CreateIndex
CREATE INDEX "duty_shift_before_id_idx" ON "duty_shift"("before_id");

-- CreateIndex
CREATE INDEX "shift_word_shift_id_at_idx" ON "shift_word"("shift_id", "at");

-- AddForeignKey
ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_before_id_fkey" FOREIGN KEY ("before_id") REFERENCES "duty_shift"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift_row" ADD CONSTRAINT "shift_row_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "duty_shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shift_word" ADD CONSTRAINT "shift_word_shift_id_fkey" FOREIGN KEY ("shift_id") REFERENCES "duty_shift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand: what Prisma's schema cannot say.

-- One holder a post, and one who is asked.
CREATE UNIQUE INDEX "incident_post_held" ON "incident_post" ("incident_id", "post") WHERE "state" = 'held';
CREATE UNIQUE INDEX "incident_post_offered" ON "incident_post" ("incident_id", "post") WHERE "state" = 'offered';

-- One who answers for a duty of an office without an end, and one who is to take it over from him.
CREATE UNIQUE INDEX "duty_shift_on" ON "duty_shift" ("unit_id", "duty") WHERE "state" = 'accepted' AND "leaves_at" IS NULL;
CREATE UNIQUE INDEX "duty_shift_next" ON "duty_shift" ("before_id") WHERE "state" IN ('waiting', 'returned', 'accepted', 'relieved');

-- Hand-overs that nobody has accepted when they should have begun: nearly always empty.
CREATE INDEX "duty_shift_due" ON "duty_shift" ("starts_at") WHERE "climbed_at" IS NULL AND "state" IN ('planned', 'waiting', 'returned');
