/** Winning partners, which is no selling: recruitment, onboarding, programmes. Folded names. */
const SIGN_UP =
  /\b((channel|reseller) )?partner(ship|schaft)?s?[ -]*(recruit|program|onboarding|on-boarding|applications?|enablement|acquisition|sign-?ups?|registrations? program)\w*|\b(recruit|onboard|einarbeitung|gewinnung)\w* (of |von |new )?partner\w*|partner(gewinnung|werbung|programm)\w*|^(partnerships?|partnerships? pipeline|partnerschaften|partenariats?|alliances?)$/;
/** Deals that partners bring or close, as far as the name alone goes (a channel or a reseller leaves no question). Folded names. */
const THROUGH = /\b(partners?|(vertriebs|kanal)partner|partenaires?)\b/;

/** What a pipeline's or type's name says of partners: `sign-up`: signing up partners, no sale; `through`: most likely sales that partners bring; null: nothing. */
export function partnerSense(value: string): "sign-up" | "through" | null {
  if (SIGN_UP.test(value)) return "sign-up";
  return THROUGH.test(value) ? "through" : null;
}
