// SPDX-License-Identifier: MIT
// The example of LoopBack 4, as its package has it; but the service that finds addresses, which is on the Internet,
// knows one place only.
const { TodoListApplication } = require('@loopback/example-todo');

async function main() {
  const app = new TodoListApplication({ rest: { host: '127.0.0.1', port: Number(process.env.PORT) } });
  await app.boot();
  app.bind('services.Geocoder').to({ geocode: async () => [{ x: -73.5, y: 41.1 }] });
  await app.start();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
