-- By hand: partial indexes of the dispatch board. Old incidents are closed and new ones open, so an index on the phase
-- alone would be walked through all that was ever closed.

-- Open incidents of a phase by their next timer.
CREATE INDEX "incident_open" ON "incident" ("phase", "timer_at", "id")
  WHERE "phase" IN ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed');

-- Closed and reviewed incidents, newest first.
CREATE INDEX "incident_done" ON "incident" ("phase", "phase_since" DESC, "id" DESC)
  WHERE "phase" IN ('closed', 'reviewed');
