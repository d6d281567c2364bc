//! Keys of a faulty generator (ROCA): their modulus betrays itself by its remainders, and they can be factored.

/// The generator built its primes from powers of this number.
const GENERATOR: u32 = 65537;
const PRIMES: [u32; 38] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
    113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/// Whether the modulus (big-endian) is, modulo every one of the small primes, a power of the generator. About one
/// sound key in a hundred million is.
pub(super) fn is_suspect(modulus: &[u8]) -> bool {
    PRIMES.iter().all(|&prime| is_power(remainder(modulus, prime), prime))
}

fn remainder(number: &[u8], divisor: u32) -> u32 {
    number.iter().fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % divisor)
}

fn is_power(number: u32, prime: u32) -> bool {
    let mut power = 1;
    loop {
        if power == number {
            return true;
        }
        power = power * (GENERATOR % prime) % prime;
        if power == 1 {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_suspect_when_all_its_remainders_are_powers_of_the_generator() {
        assert!(is_suspect(&GENERATOR.to_be_bytes()));
        assert!(is_suspect(&(u64::from(GENERATOR) * u64::from(GENERATOR)).to_be_bytes()));
        assert!(!is_suspect(&(GENERATOR + 2).to_be_bytes()));
        assert!(!is_suspect(&[0xc3; 256]));
    }

    #[test]
    fn a_remainder_of_zero_ends_the_search() {
        assert!(!is_suspect(&[0]));
        assert!(!is_suspect(&(3 * GENERATOR).to_be_bytes()));
    }
}
