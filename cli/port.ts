import { createServer } from "node:net";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";

/** Refuses, before anything is started, a port that somebody else listens on. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const code = await new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
  if (code) throw portRefused(host, port, code);
}

export function portRefused(host: string, port: number, code: string): Halt {
  if (code === "EADDRINUSE")
    return new Halt(
      say(
        `端口 ${port} 已被其他程序占用:请先停止它,或换一个端口启动(PORT=${port + 1} npm start)。`,
        `The port ${port} is in use by another program: stop that one first, or start on another port (PORT=${port + 1} npm start).`,
      ),
    );
  return new Halt(
    say(
      `无法在 ${host}:${port} 上监听(${code}):请检查 HOST 和 PORT 后重试。`,
      `Cannot listen on ${host}:${port} (${code}): check HOST and PORT, then try again.`,
    ),
  );
}
