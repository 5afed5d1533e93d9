import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import type { StaffRole } from "@/server/auth/roles";
import { roleWords } from "@/server/domain/staff/staff";
import { staffRoles } from "@/server/domain/staff/staff.schema";

type Props = { chosen: string | undefined; error?: string | undefined; legend: string };

/** The roles, each with what it may do. */
export function RoleChoice({ chosen, error, legend }: Props) {
  return (
    <ChoiceGroup legend={legend} id="role" error={error}>
      {staffRoles.map((role) => (
        <RadioCard
          key={role}
          name="role"
          value={role}
          label={roleNames[role]}
          hint={roleWords[role]}
          defaultChecked={chosen === role}
        />
      ))}
    </ChoiceGroup>
  );
}

export const roleNames: Record<StaffRole, string> = {
  warehouse: "Warehouse",
  manager: "Manager",
  admin: "Admin",
};
