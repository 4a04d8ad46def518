import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../cli/paths.ts";

/** Runs `lianxi …` to its end and answers what it wrote and its exit code. The environment is only what is given. */
export async function lianxi(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { PATH = "", HOME = "/tmp" } = process.env;
  const child = spawn(process.execPath, [join(root, "cli/lianxi.ts"), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME, NODE_ENV: "production", ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number>((resolve) => child.once("close", (ended) => resolve(ended ?? -1)));
  return { code, stdout, stderr };
}
