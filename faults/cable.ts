import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network cable between one browser and the portal: what goes through it can be cut without either side being told. */
export type Cable = {
  address: string;
  /** Nothing passes any more and nothing is said: as when a phone loses its network. */
  cut(): void;
  mend(): void;
  close(): void;
};

export async function layCable(to: string): Promise<Cable> {
  const { hostname, port } = new URL(to);
  const pairs = new Set<[Socket, Socket]>();
  let isCut = false;
  const server = createServer((near) => {
    near.on("error", () => {});
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(port) });
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      // Behind a cut cable an end is not heard on the other side.
      if (isCut) return;
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    near.on("close", end);
    far.on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    mend() {
      isCut = false;
      // What was under way is gone: both sides learn it now at the latest.
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      pairs.clear();
    },
    close() {
      server.close();
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
    },
  };
}
