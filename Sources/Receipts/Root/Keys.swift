internal import Crypto
internal import Foundation

/// An Ed25519 key that signs roots.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Reads a private key as `openssl genpkey -algorithm ed25519` writes it (PKCS#8 in PEM, RFC 8410).
    ///
    /// - Throws: ``KeyError`` for anything else; it says nothing of what the text holds.
    public init(pem text: String) throws(KeyError) {
        guard let der = PEM.bytes(in: text, label: "PRIVATE KEY"), der.count == PEM.privateHeader.count + 32,
            der.starts(with: PEM.privateHeader),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Data(der.suffix(32)))
        else { throw .notPrivate }
        self.key = key
    }

    /// The key that others check signatures with.
    public var publicKey: VerifyingKey { VerifyingKey(Array(key.publicKey.rawRepresentation)) }

    /// The 64 bytes of a message's signature, the same every time.
    public func sign(_ message: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: Data(message))) }
}

/// An Ed25519 key that checks signatures.
public struct VerifyingKey: Hashable, Sendable {
    /// The 32 bytes of the key.
    public let bytes: [UInt8]

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A key of 32 bytes; nil for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes))) != nil else {
            return nil
        }
        self.bytes = bytes
    }

    /// Reads a public key in 64 hexadecimal digits, or as `openssl pkey -pubout` writes it (PEM, RFC 8410).
    ///
    /// - Throws: ``KeyError`` for anything else.
    public init(text: String) throws(KeyError) {
        let der = PEM.bytes(in: text, label: "PUBLIC KEY")
        let raw = der.flatMap { der in
            der.count == PEM.publicHeader.count + 32 && der.starts(with: PEM.publicHeader) ? Array(der.suffix(32)) : nil
        }
        let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = raw ?? Hexadecimal.bytes(digits, count: 32), let key = VerifyingKey(bytes: bytes) else {
            throw .notPublic
        }
        self = key
    }

    /// Whether a signature is that of a message by this key.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(bytes)) else { return false }
        return key.isValidSignature(Data(signature), for: Data(message))
    }
}

/// A text that is no key.
public enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no private key.
    case notPrivate
    /// It is no public key.
    case notPublic

    /// What was expected, and how to make one; never what was found.
    public var description: String {
        switch self {
        case .notPrivate:
            "is no Ed25519 private key in PEM; make one with `openssl genpkey -algorithm ed25519 -out FILE`"
        case .notPublic:
            "is no Ed25519 public key: give its 64 hexadecimal digits, or a file that `openssl pkey -pubout` wrote"
        }
    }
}

/// The PEM of keys, whose DER has one form for Ed25519 (RFC 8410).
private enum PEM {
    /// What comes before the 32 bytes of a private key.
    static let privateHeader: [UInt8] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]
    /// What comes before the 32 bytes of a public key.
    static let publicHeader: [UInt8] = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0]

    /// The DER between the lines that begin and end the first block of a label.
    static func bytes(in text: String, label: String) -> [UInt8]? {
        let parts = text.components(separatedBy: "-----BEGIN \(label)-----")
        guard parts.count == 2, let end = parts[1].range(of: "-----END \(label)-----") else { return nil }
        let base64 = parts[1][..<end.lowerBound].filter { !$0.isWhitespace }
        return Data(base64Encoded: String(base64)).map { [UInt8]($0) }
    }
}
