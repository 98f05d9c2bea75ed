/* ═══ console: while the driver listens each line costs a hundred times what it costs a customer's browser ═══ */

const MOST_LINES = 1000;
const CHATTER = ['debug', 'dir', 'info', 'log', 'table', 'trace'];

/* Warnings and errors are evidence, and keep the place they come from: they stay as they are. */
const wrapConsole = () => {
  let lines = 0;
  const write = {
    apply(target, self, list) {
      lines += 1;
      return lines > MOST_LINES ? undefined : applyTo(target, self, list);
    },
  };
  for (const name of CHATTER) window.console[name] = new Proxy(window.console[name], write);
};
