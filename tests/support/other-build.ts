import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../cli/paths.ts";
import { atEndOfFile } from "./clean-up.ts";

const parts = ["app", "build", "cli", "domain", "jobs", "package.json", "prisma", "realtime", "search", "server.ts"];
const built = /^(.+-)([\w-]{8})(\.(?:js|css))$/;

/** The program once more, with every built file under another name, as an upgrade leaves it. Returns its folder. */
export function otherBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), "lianxi-build-"));
  atEndOfFile(async () => rmSync(folder, { recursive: true, force: true }));
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const assets = join(folder, "build/client/assets");
  const names = new Map<string, string>();
  for (const name of readdirSync(assets)) {
    const [, stem, hash, end] = built.exec(name) ?? [];
    if (name.endsWith(".br")) rmSync(join(assets, name));
    else if (stem && hash && end)
      names.set(name, `${stem}${hash.slice(0, -2)}${hash.endsWith("ab") ? "cd" : "ab"}${end}`);
  }
  if (names.size === 0) throw new Error("the pages are not built");
  // The name of the build itself, which the service worker carries, is that of its map.
  const version = [...names.keys()].flatMap((name) => /^manifest-([0-9a-f]{8})\.js$/.exec(name)?.[1] ?? [])[0];
  if (!version) throw new Error("the built pages have no map");
  const anew = (text: string) =>
    text
      .replace(/[\w.$~-]+-[\w-]{8}\.(?:js|css)/g, (name) => names.get(name) ?? name)
      .replaceAll(`"${version}"`, `"${version.slice(0, 6)}ab"`);
  for (const part of ["build/client", "build/server"])
    for (const file of readdirSync(join(folder, part), { recursive: true, withFileTypes: true })) {
      const path = join(file.parentPath, file.name);
      if (file.isFile() && /\.(?:js|css|json)$/.test(file.name)) writeFileSync(path, anew(readFileSync(path, "utf8")));
      const name = file.parentPath === assets ? names.get(file.name) : undefined;
      if (name) renameSync(path, join(assets, name));
    }
  return folder;
}
