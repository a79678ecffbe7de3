/// Rows in the text format of PostgreSQL's COPY, written digit by digit into a growing buffer.
///
/// Every call of `CopyFields` writes one field; `endRow` ends the row. The only type of this module that handles raw
/// memory: all of it lies between `base` and `base + capacity`, and each field reserves what it needs before it writes.
@safe
struct CopyBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    /// Bytes written and not yet handed on.
    private(set) var count = 0
    /// Rows written since the buffer was made.
    private(set) var rows = 0

    /// An empty buffer.
    init(capacity: Int = 1 << 18) {
        self.capacity = max(capacity, 64)
        unsafe base = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Hands the bytes to the sink and starts anew; the sink must not keep the pointer.
    mutating func flush(to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        if count > 0 { try unsafe sink(UnsafeRawBufferPointer(start: base, count: count)) }
        count = 0
    }

    /// Ends the row: the separator after its last field becomes a newline.
    mutating func endRow() {
        precondition(count > 0, "a row without fields")
        store(UInt8(ascii: "\n"), at: count - 1)
        rows += 1
    }

    /// Makes room for so many more bytes.
    @inline(__always)
    mutating func reserve(_ bytes: Int) {
        if capacity - count < bytes { grow(by: bytes) }
    }

    private mutating func grow(by bytes: Int) {
        let larger = max(capacity * 2, count + bytes)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        unsafe moved.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = larger
    }

    /// Writes a value's bytes at an offset below `capacity`, lowest byte first.
    @inline(__always)
    private func store<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
        assert(offset >= 0 && offset + MemoryLayout<Value>.size <= capacity, "a write outside of the buffer")
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
    }

    /// Appends a value's bytes, lowest first; the room must have been reserved.
    @inline(__always)
    mutating func put<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        store(value, at: count)
        count += MemoryLayout<Value>.size
    }

    /// Appends text that needs no escaping; the room must have been reserved.
    mutating func put(_ text: StaticString) {
        assert(text.hasPointerRepresentation, "a text of several characters")
        unsafe (base + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    /// Appends a number in decimal digits; 20 bytes must have been reserved.
    @inline(__always)
    mutating func putDecimal(_ value: UInt) {
        var length = 1
        var limit: UInt = 10
        while length < 20, value >= limit {
            length += 1
            limit = length < 20 ? limit &* 10 : .max
        }
        var rest = value
        for offset in stride(from: count + length - 1, through: count, by: -1) {
            let tenth = rest / 10
            store(UInt8(truncatingIfNeeded: rest &- tenth &* 10) | 0x30, at: offset)
            rest = tenth
        }
        count += length
    }
}
