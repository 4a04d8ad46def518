import { io, type Socket } from "socket.io-client";
import { newId } from "../../domain/kernel/id.ts";
import type { ClientMessages, CommandReply, Here, ServerMessages } from "../../domain/live/protocol.ts";

type Events = Parameters<ServerMessages["events"]>[0]["events"];
export type LiveSocket = Socket<ServerMessages, ClientMessages> & {
  /** Everything it was sent, by message name. */
  got: { [N in keyof ServerMessages]: Parameters<ServerMessages[N]>[0][] };
  /** Enters a page; the server's answer. */
  here(where: Here): Promise<{ ok: boolean; seq: number }>;
  /** Events of incidents, in order of arrival. */
  events(): Events;
};

/** A person with a browser's cookie and no browser: pages over HTTP, commands, a socket. `portal` may be another node of the same city. */
export class Client {
  readonly cookie: string;
  readonly #sockets: LiveSocket[] = [];
  #address: string;

  private constructor(address: string, cookie: string) {
    this.#address = address;
    this.cookie = cookie;
  }

  static async signIn(address: string, login: string, password = "lianxi-demo"): Promise<Client> {
    const response = await fetch(`${address}/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: {
        Origin: address,
        Accept: "text/html",
        "Sec-Fetch-Mode": "navigate",
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ intent: "sign-in", login, password, commandId: newId() }),
    });
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0]!)
      .filter((pair) => !pair.endsWith("="))
      .join("; ");
    if (!cookie.includes("lianxi_session="))
      throw new Error(`${login} could not sign in: ${response.status} ${await response.text()}`);
    return new Client(address, cookie);
  }

  /** The same session at another node. */
  at(address: string): Client {
    return new Client(address, this.cookie);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#address}${path}`, {
      redirect: "manual",
      headers: { Cookie: this.cookie, Accept: "application/json", ...headers },
    });
  }

  /** A form of a page, sent without scripts. */
  post(path: string, fields: Record<string, string>): Promise<Response> {
    return fetch(`${this.#address}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        Cookie: this.cookie,
        Origin: this.#address,
        Accept: "text/html",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ commandId: newId(), ...fields }),
    });
  }

  /** One command; the answer as pages get it. */
  async run(
    intent: string,
    input: Record<string, unknown>,
    commandId = newId(),
  ): Promise<CommandReply & { status: number }> {
    const response = await fetch(`${this.#address}/commands`, {
      method: "POST",
      headers: {
        Cookie: this.cookie,
        Origin: this.#address,
        Accept: "application/json",
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ ...input, intent, commandId }),
    });
    return { ...((await response.json()) as CommandReply), status: response.status };
  }

  /** Like run, but a refusal throws. Returns the outcome. */
  async must<O = Record<string, string>>(intent: string, input: Record<string, unknown>): Promise<O> {
    const reply = await this.run(intent, input);
    if (!reply.ok) throw new Error(`${intent} was refused: ${JSON.stringify(reply)}`);
    return reply.outcome as O;
  }

  async connect(): Promise<LiveSocket> {
    const socket = io(this.#address, {
      path: "/live",
      transports: ["websocket"],
      forceNew: true,
      extraHeaders: { Cookie: this.cookie },
      reconnection: false,
    }) as LiveSocket;
    const names = [
      "hello",
      "events",
      "cards",
      "board-changed",
      "presence",
      "letters",
      "inbox",
      "access",
      "lost",
      "session-ended",
    ] as const;
    socket.got = Object.fromEntries(names.map((name) => [name, []])) as unknown as LiveSocket["got"];
    for (const name of names) socket.on(name as "cards", (message) => (socket.got[name] as unknown[]).push(message));
    socket.here = (where) => socket.timeout(5000).emitWithAck("here", where);
    socket.events = () => socket.got.events.flatMap((message) => message.events);
    this.#sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("hello", () => resolve());
      socket.once("connect_error", reject);
    });
    return socket;
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }
}
