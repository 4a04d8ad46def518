-- AlterTable
ALTER TABLE "demand" ADD COLUMN     "came_from" TEXT,
ADD COLUMN     "same_as_id" UUID;

-- AlterTable
ALTER TABLE "head_count" ADD COLUMN     "came_from" TEXT,
ADD COLUMN     "place" TEXT;

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "incident_merge" (
    "id" UUID NOT NULL,
    "survivor_id" UUID NOT NULL,
    "absorbed_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "survivor_seq" INTEGER NOT NULL,
    "absorbed_seq" INTEGER NOT NULL,
    "choices" JSONB NOT NULL,
    "facts_before" JSONB NOT NULL,
    "facts_after" JSONB NOT NULL,
    "absorbed_room" JSONB NOT NULL,
    "absorbed_phase" TEXT NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undone_by_name" TEXT,
    "undone_reason" TEXT,

    CONSTRAINT "incident_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_merge_row" (
    "merge_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "twin_id" UUID,
    "version" INTEGER,

    CONSTRAINT "incident_merge_row_pkey" PRIMARY KEY ("merge_id","kind","row_id")
);

-- CreateTable
CREATE TABLE "incident_former_part" (
    "incident_id" UUID NOT NULL,
    "unit_path" TEXT NOT NULL,

    CONSTRAINT "incident_former_part_pkey" PRIMARY KEY ("incident_id","unit_path")
);

-- CreateIndex
CREATE INDEX "incident_merge_survivor_id_idx" ON "incident_merge"("survivor_id");

-- CreateIndex
CREATE INDEX "incident_merge_absorbed_id_idx" ON "incident_merge"("absorbed_id");

-- CreateIndex
CREATE INDEX "incident_former_part_unit_path_idx" ON "incident_former_part"("unit_path" text_pattern_ops);

-- AddForeignKey
ALTER TABLE "incident_merge_row" ADD CONSTRAINT "incident_merge_row_merge_id_fkey" FOREIGN KEY ("merge_id") REFERENCES "incident_merge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_former_part" ADD CONSTRAINT "incident_former_part_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: an incident stands on one place of the board at most once; a merge that stands is undone before another takes its rows.
CREATE UNIQUE INDEX "incident_merge_standing" ON "incident_merge" ("absorbed_id") WHERE "undone_at" IS NULL;
