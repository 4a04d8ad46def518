// Loaded before the portal (`node --import faults/plants.mjs … PLANT`) by fault trials alone: changes one source as it is read, so that a real
// portal has a real bug and the checker can show that it sees it. Nothing of the portal knows of it; no variable or mode can bring it in.
import { registerHooks } from "node:module";

/** Bug → file, text that stands in it exactly once, and what stands there instead. */
const plants = {
  "acknowledges before the commit": {
    file: "domain/kernel/db.server.ts",
    from: "export function transaction<T>(",
    to: `export function transaction(work: any, timeout?: number, level?: any): Promise<any> {
  return new Promise((resolve, reject) => {
    honest(async (tx: any) => {
      const result = await work(tx);
      resolve(result);
      await new Promise((later) => setTimeout(later, 60));
      return result;
    }, timeout, level).catch(reject);
  });
}
function honest<T>(`,
  },
  "acts again on the same command id": {
    file: "domain/kernel/command.server.ts",
    from: "if (fresh.length === 0) {",
    to: "if (fresh.length === 0 && Math.random() < 0) {",
  },
  "tells everybody": {
    file: "realtime/relay.ts",
    from: 'this.#io.to(incidentRoom(incidentId)).emit("events"',
    to: 'this.#io.emit("events"',
  },
  "leaves one entry out of what was missed": {
    file: "domain/events/read.server.ts",
    from: "e.seq > $2",
    to: "e.seq > $2 and e.seq % 7 > 0",
  },
  "forgets what fell due while it was down": {
    file: "domain/incidents/commands/climb-assignment.server.ts",
    from: "where a.climb_at <= $1 and",
    to: "where a.climb_at <= $1 and a.climb_at > now() - interval '1500 milliseconds' and",
  },
  "answers yes to what failed": {
    file: "domain/kernel/command.server.ts",
    from: "const outcome = await transaction(async (tx) => {",
    to: "const outcome = await (async (work: any, ms?: number) => { try { return await transaction(work, ms); } catch (error) { if (error instanceof Refusal) throw error; recording.recorded.length = 0; return { seq: 1 }; } })(async (tx: any) => {",
  },
};

const name = process.env.FAULT_PLANT ?? "";
delete process.env.FAULT_PLANT;
const plant = plants[name];
if (!plant) throw new Error(`There is no plant "${name}"; there are: ${Object.keys(plants).join(", ")}`);
let planted = false;
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${plant.file}`)) return loaded;
    const source = String(loaded.source);
    if (source.split(plant.from).length !== 2)
      throw new Error(`${plant.file} has changed: the plant "${name}" finds no place`);
    planted = true;
    return { ...loaded, source: source.replace(plant.from, () => plant.to) };
  },
});
process.on("exit", () => planted || process.stderr.write(`the plant "${name}" was never read\n`));
