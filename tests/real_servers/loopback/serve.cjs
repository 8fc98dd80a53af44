// SPDX-License-Identifier: MIT
// The example of LoopBack 4, as its package has it.
const { main } = require('@loopback/example-todo');

main({ rest: { host: '127.0.0.1', port: Number(process.env.PORT) } }).catch((error) => {
  console.error(error);
  process.exit(1);
});
