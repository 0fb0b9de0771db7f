// The error of the package: takes a message and its parts from the module, leaves an `Error` that carries them.

export class LiandongError extends Error {
  constructor(message, { kind, zh, faults = [], nearest = [] }) {
    super(message);
    this.name = "LiandongError";
    this.kind = kind;
    this.zh = zh;
    this.faults = faults;
    this.nearest = nearest;
  }
}
