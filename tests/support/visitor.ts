/** A browser without scripts: keeps cookies, follows nothing by itself, says where it comes from. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  /** One request. `headers` win over what a browser would send; `null` leaves one out. */
  async ask(
    path: string,
    {
      headers = {},
      ...init
    }: Omit<RequestInit, "headers"> & { headers?: Record<string, string | null | undefined> } = {},
  ): Promise<Response> {
    const all: Record<string, string | null | undefined> = {
      Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      Origin: init.method && init.method !== "GET" ? this.address : null,
      "Sec-Fetch-Dest": path.includes(".data") ? "empty" : "document",
      ...headers,
    };
    const sent = Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]));
    const response = await fetch(this.address + path, {
      redirect: "manual",
      ...init,
      headers: Object.fromEntries(sent),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** A form sent as a browser without JavaScript sends it. */
  post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string | null | undefined> = {},
  ): Promise<Response> {
    return this.ask(path, { method: "POST", body: new URLSearchParams(fields), headers });
  }

  /** Signs in; answers where it leads. */
  async signIn(login: string, password: string, next = "/me"): Promise<string> {
    await this.ask("/sign-in");
    const response = await this.post("/sign-in", { intent: "sign-in", login, password, next });
    if (response.status !== 303) throw new Error(`sign-in answered ${response.status}`);
    return response.headers.get("Location") ?? "";
  }
}
