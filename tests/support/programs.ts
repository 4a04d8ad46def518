import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where a program is, or undefined when this machine does not have it. */
export function programPath(...names: string[]): string | undefined {
  for (const name of names)
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  return undefined;
}

/** A Chromium: the machine's own, else the one that comes in an npm package. Undefined when neither runs here. */
export async function chromiumPath(): Promise<string | undefined> {
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const path = programPath(name);
    if (path && runs(path)) return path;
  }
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const path = await packaged.executablePath();
    return runs(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Some systems have a `chromium` that only says how to install one. */
function runs(path: string): boolean {
  try {
    execFileSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** Whether Chinese text can be drawn: without such a font measures and pictures mean nothing. */
export function hasChineseFont(): boolean {
  try {
    return (
      execFileSync("fc-list", [":lang=zh-cn"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() !== ""
    );
  } catch {
    return ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", join(homedir(), ".fonts")]
      .filter((folder) => existsSync(folder))
      .some((folder) =>
        (readdirSync(folder, { recursive: true }) as string[]).some((file) =>
          /cjk|wqy|source.?han|pingfang|droidsansfallback|uming|simsun/i.test(file),
        ),
      );
  }
}
