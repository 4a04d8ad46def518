import { Redis } from "@hocuspocus/extension-redis";
import { type afterLoadDocumentPayload, isTransactionOrigin, type onChangePayload } from "@hocuspocus/server";
import { log } from "#domain/kernel/log.ts";

/** How long an opening text waits for the other nodes, in ms. Without Redis it opens with what is saved. */
const WAIT_FOR_NODES_MS = 2000;

/**
 * One text on several nodes. Redis carries what is typed and nothing more: every node saves what it holds, whoever typed it and
 * wherever, and saving merges (persist.ts). So a text outlives the node it was typed on, and goes on without Redis as well.
 */
export class BetweenNodes extends Redis {
  constructor(redisUrl: string) {
    const url = new URL(redisUrl);
    super({
      host: url.hostname,
      port: Number(url.port || 6379),
      prefix: "lianxi:collab",
      options: {
        ...(url.username && { username: decodeURIComponent(url.username) }),
        ...(url.password && { password: decodeURIComponent(url.password) }),
        ...(url.pathname.length > 1 && { db: Number(url.pathname.slice(1)) }),
        ...(url.protocol === "rediss:" && { tls: {} }),
        // What is asked while Redis is away is answered when it is back; nobody waits for it (see afterLoadDocument).
        maxRetriesPerRequest: null,
      },
    });
    for (const client of [this.pub, this.sub]) {
      client.on("error", (error: Error) => log.warn({ error: error.message }, "redis"));
      client.on("ready", () => this.pub.status === "ready" && this.sub.status === "ready" && this.#compareAgain());
    }
    // What is typed while Redis is away is not kept for it: the nodes compare all they have once it is back.
    const publish = this.pub.publish.bind(this.pub) as (...message: unknown[]) => Promise<number>;
    this.pub.publish = ((...message: unknown[]) =>
      this.pub.status === "ready" ? publish(...message).catch(() => 0) : Promise.resolve(0)) as typeof this.pub.publish;
  }

  /** Nobody saves for another: no lock decides who does. */
  override async onStoreDocument(): Promise<void> {}

  /** What another node's writers typed is saved here too: that node may be gone before it has saved it. */
  override async onChange(data: onChangePayload): Promise<void> {
    await super.onChange(data);
    const { instance, document, documentName, clientsCount, transactionOrigin } = data;
    if (!isTransactionOrigin(transactionOrigin) || transactionOrigin.source !== "redis") return;
    instance.storeDocumentHooks(document, {
      ...{ instance, document, documentName, clientsCount },
      ...{ lastContext: {}, lastTransactionOrigin: transactionOrigin },
    });
  }

  override async afterLoadDocument(data: Pick<afterLoadDocumentPayload, "document" | "documentName">): Promise<void> {
    const joined = super.afterLoadDocument(data as afterLoadDocumentPayload).catch((error) => {
      log.warn({ error: String(error), document: data.documentName }, "a text is open without the other nodes");
    });
    await Promise.race([joined, new Promise((resolve) => setTimeout(resolve, WAIT_FOR_NODES_MS).unref())]);
  }

  /** What is under way is for nobody any more; without Redis there is nobody to say goodbye to. */
  override async onDestroy(): Promise<void> {
    this.pub.disconnect(false);
    this.sub.disconnect(false);
  }

  /** Each side sends what the other lacks. */
  #compareAgain(): void {
    for (const document of this.instance?.documents.values() ?? [])
      void this.afterLoadDocument({ document, documentName: document.name });
  }
}
