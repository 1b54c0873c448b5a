// Reads what ByteWriter wrote. Input that ends too early throws a RangeError.

const VARINT_BASE = 128;

export class ByteReader {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  at: number;

  constructor(bytes: Uint8Array<ArrayBuffer>, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.view.getUint8(this.at++);
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= VARINT_BASE) {
      const byte = this.byte();
      value += (byte % VARINT_BASE) * scale;
      if (byte < VARINT_BASE) return value;
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A copy with its own buffer, which may be viewed as an array of wider elements. */
  copy(length: number): Uint8Array<ArrayBuffer> {
    if (this.at + length > this.bytes.length) throw new RangeError('The bytes end too early');
    const start = this.at;
    this.at += length;
    return new Uint8Array(this.bytes.subarray(start, this.at));
  }
}
