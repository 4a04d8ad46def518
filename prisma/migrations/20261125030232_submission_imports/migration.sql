-- AlterTable
ALTER TABLE "submission_import" ADD COLUMN     "published_by" TEXT,
ADD COLUMN     "rows_total" INTEGER,
ADD COLUMN     "touched_at" TIMESTAMPTZ(3) NOT NULL;

-- AlterTable
ALTER TABLE "submission_import_row" DROP COLUMN "county_name",
ADD COLUMN     "county_id" UUID,
ADD COLUMN     "grams" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "submission_id" UUID NOT NULL;

-- CreateIndex
CREATE INDEX "submission_channel_received_at_id_idx" ON "submission"("channel", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_import_id_received_at_id_idx" ON "submission"("import_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submission_external_number_idx" ON "submission"("external_number");

-- CreateIndex
CREATE INDEX "submission_import_unit_id_state_idx" ON "submission_import"("unit_id", "state");


-- By hand: what Prisma's schema cannot say.

-- The text filter decides by itself between walking the list and asking the index of grams; statistics over some hundred
-- grams a row would only make ANALYZE slow.
ALTER TABLE "submission" ALTER COLUMN "grams" SET STATISTICS 0;

-- The few that are linked to an incident, among the many that are not.
CREATE INDEX "submission_linked" ON "submission" ("received_at" DESC, "id" DESC) WHERE "incident_links" > 0;
