extension Apportionment {
    /// A split with everything that led to it; its lists are all in the order of the parties (R1.4).
    public struct Steps: Sendable {
        /// What was split, in minor units; a negative total is split as its absolute value, then negated.
        public let total: Int64
        /// Who shared it.
        public let parties: [Party]
        /// The bytes that name the split.
        public let key: [UInt8]
        /// The sum of the weights.
        public let sum: UInt256
        /// The whole part of each exact share `|total| × weight / sum`.
        public let wholes: [UInt64]
        /// What remains of each exact share, over the sum of the weights.
        public let remainders: [UInt256]
        /// The indices of the parties that got one of the cents left over.
        public let winners: [Int]
        /// The indices of the parties with equal remainders among whom the last of these cents were drawn, in the
        /// order of their lots; empty where no draw was needed.
        public let drawn: [Int]
        /// What each party gets; the parts sum to the total.
        public let parts: [Int64]

        /// How many cents the whole parts leave over.
        public var left: Int { winners.count }
    }
}
