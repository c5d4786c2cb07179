// --require this to keep a server that listens on all interfaces on 127.0.0.1.
const net = require('node:net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  if (typeof args[0] === 'object' && args[0] !== null && !args[0].path) args[0] = { ...args[0], host: '127.0.0.1' };
  else if (typeof args[0] === 'number' || /^\d+$/.test(args[0])) args.splice(1, typeof args[1] === 'string' ? 1 : 0, '127.0.0.1');
  return listen.apply(this, args);
};
