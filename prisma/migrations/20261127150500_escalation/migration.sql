-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "climb_at" TIMESTAMPTZ(3),
ADD COLUMN     "climb_step" TEXT;

-- CreateTable
CREATE TABLE "accept_limit" (
    "level" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3),
    "changed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "accept_limit_pkey" PRIMARY KEY ("level")
);

-- CreateTable
CREATE TABLE "assignment_climb" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "accept_by" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL,
    "people" JSONB NOT NULL,

    CONSTRAINT "assignment_climb_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assignment_climb_incident_id_idx" ON "assignment_climb"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_climb_assignment_id_accept_by_step_key" ON "assignment_climb"("assignment_id", "accept_by", "step");


-- By hand: rows, and what Prisma's schema cannot say.

-- The internal table of four levels: a portal rule (Art. 25 asks for timely measures and names no time).
INSERT INTO "accept_limit" ("level", "minutes") VALUES (1, 10), (2, 20), (3, 30), (4, 60);

-- Units that were waited for before the portal climbed by itself climb at its next start.
UPDATE "assignment" SET "climb_at" = "accept_by" WHERE "state" IN ('sent', 'delivered', 'seen');

-- What is asked for each second: empty but for units that still have to accept.
CREATE INDEX "assignment_climbing" ON "assignment" ("climb_at")
  WHERE "climb_at" IS NOT NULL AND "state" IN ('sent', 'delivered', 'seen');

-- Who was told: the inbox asks for what has climbed to one person.
CREATE INDEX "assignment_climb_people" ON "assignment_climb" USING gin ("people" jsonb_path_ops);
