import Crypto

@testable import Archive

extension Crafted {
    static func hash(_ bytes: [UInt8]) -> String { ArchiveBuilder.hexadecimal(SHA256.hash(data: bytes)) }
}
