/** `$12,400`; a dash where nobody knows. An unknown currency leaves the number alone. */
export function moneyText(amount: number | null, currency: string | null, digits = 0): string {
  if (amount === null) return "–";
  const plain = amount.toLocaleString(undefined, { maximumFractionDigits: digits });
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return plain;
  return amount.toLocaleString(undefined, {
    ...{ style: "currency", currency: currency.toUpperCase(), maximumFractionDigits: digits, minimumFractionDigits: 0 },
  });
}
