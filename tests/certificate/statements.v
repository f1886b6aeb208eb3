(* δᴸⱼ *)
Theorem t_bp1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  (SmoothFunction M f_f 1 w) ->
  (MadeF M f_f (fun a => False) w) ->
  (Made M q_C (fun i => False)
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_f [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (qt M q_delta [i_x; i_L; i_j])
      (mul [(par (qt M q_C [i_x]) (lab M q_a [i_x; i_L; i_j])); (app M f_f [1%nat] [(qt M q_z [i_x; i_L; i_j])])]) w) /\
   (def (qt M q_delta [i_x; i_L; i_j]) w) /\
   (def (mul [(par (qt M q_C [i_x]) (lab M q_a [i_x; i_L; i_j])); (app M f_f [1%nat] [(qt M q_z [i_x; i_L; i_j])])])
      w)).

(* δˡⱼ *)
Theorem t_bp2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_l : Z) (i_x : Z),
  (def (qt M q_b [i_l; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_l])))) = true) ->
  ((isin i_l (Between (2)%Z (i_L + (-1))%Z)) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  (SmoothFunction M f_f 1 w) ->
  (MadeF M f_f (fun a => False) w) ->
  (Made M q_C (fun i => False)
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z (i_L + (-1))%Z) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_a [k1; k0; k2] (app M f_f [0%nat] [(qt M q_z [k1; k0; k2])]) w)))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z (i_L + (-1))%Z) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z (i_L + (-1))%Z) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [(i_l + 1)%Z])) w) ->
  ((Eq (qt M q_delta [i_x; i_l; i_j])
      (mul
         [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(i_l + 1)%Z])))
             (fun k0 => (mul [(qt M q_w [(i_l + 1)%Z; k0; i_j]); (qt M q_delta [i_x; (i_l + 1)%Z; k0])])));
          (app M f_f [1%nat] [(qt M q_z [i_x; i_l; i_j])])])
      w) /\
   (def (qt M q_delta [i_x; i_l; i_j]) w) /\
   (def
      (mul
         [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(i_l + 1)%Z])))
             (fun k0 => (mul [(qt M q_w [(i_l + 1)%Z; k0; i_j]); (qt M q_delta [i_x; (i_l + 1)%Z; k0])])));
          (app M f_f [1%nat] [(qt M q_z [i_x; i_l; i_j])])])
      w)).

(* ∂Cₓ/∂bˡⱼ *)
Theorem t_bp3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_l : Z) (i_x : Z),
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_l])))) = true) ->
  ((isin i_l (Between (2)%Z i_L)) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  (Made M q_C (fun i => False)
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  (Made M q_a (fun i => False)
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_l])) w) ->
  ((Eq (par (qt M q_C [i_x]) (lab M q_b [i_l; i_j])) (qt M q_delta [i_x; i_l; i_j]) w) /\
   (def (par (qt M q_C [i_x]) (lab M q_b [i_l; i_j])) w) /\
   (def (qt M q_delta [i_x; i_l; i_j]) w)).

(* ∂Cₓ/∂wˡⱼₖ *)
Theorem t_bp4 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_l : Z) (i_x : Z),
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_l])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [(i_l + (-1))%Z])))) = true) ->
  ((isin i_l (Between (2)%Z i_L)) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  (Made M q_C (fun i => False)
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  (Made M q_a (fun i => False)
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_l])) w) ->
  ((Eq (par (qt M q_C [i_x]) (lab M q_w [i_l; i_j; i_k]))
      (mul [(qt M q_a [i_x; (i_l + (-1))%Z; i_k]); (qt M q_delta [i_x; i_l; i_j])]) w) /\
   (def (par (qt M q_C [i_x]) (lab M q_w [i_l; i_j; i_k])) w) /\
   (def (mul [(qt M q_a [i_x; (i_l + (-1))%Z; i_k]); (qt M q_delta [i_x; i_l; i_j])]) w)).

(* The derivative equals the product *)
Theorem t_sigmoid_derivative : forall (M : model) (w : world),
  (def (qt M q_z []) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Eq (app M f_sigma [1%nat] [(qt M q_z [])])
      (mul
         [(app M f_sigma [0%nat] [(qt M q_z [])]);
          (add [(int (1)); (mul [(int (-1)); (app M f_sigma [0%nat] [(qt M q_z [])])])])])
      w) /\
   (def (app M f_sigma [1%nat] [(qt M q_z [])]) w) /\
   (def
      (mul
         [(app M f_sigma [0%nat] [(qt M q_z [])]);
          (add [(int (1)); (mul [(int (-1)); (app M f_sigma [0%nat] [(qt M q_z [])])])])])
      w)).

(* An activation is greater than 0 *)
Theorem t_cross_entropy_domain_1 : forall (M : model) (w : world),
  (def (qt M q_z []) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Lt (int (0)) (app M f_sigma [0%nat] [(qt M q_z [])]) w) /\
   (def (app M f_sigma [0%nat] [(qt M q_z [])]) w) /\
   (def (int (0)) w)).

(* An activation is less than 1 *)
Theorem t_cross_entropy_domain_2 : forall (M : model) (w : world),
  (def (qt M q_z []) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Lt (app M f_sigma [0%nat] [(qt M q_z [])]) (int (1)) w) /\
   (def (app M f_sigma [0%nat] [(qt M q_z [])]) w) /\
   (def (int (1)) w)).

(* The cost has a value for every output between 0 and 1 *)
Theorem t_cross_entropy_domain_3 : forall (M : model) (w : world),
  (Lt (int (0)) (qt M q_a []) w) ->
  (Lt (qt M q_a []) (int (1)) w) ->
  (def (qt M q_a []) w) ->
  (def (qt M q_y []) w) ->
  (def
     (mul
        [(int (-1));
         (add
            [(mul [(qt M q_y []); (tln (qt M q_a []))]);
             (mul
                [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); (qt M q_a [])])]))])])])
     w).

(* The cost has a value for every activation of a sigmoid neuron *)
Theorem t_cross_entropy_domain_4 : forall (M : model) (w : world),
  (def (qt M q_y []) w) ->
  (def (qt M q_z []) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  (def
     (mul
        [(int (-1));
         (add
            [(mul [(qt M q_y []); (tln (app M f_sigma [0%nat] [(qt M q_z [])]))]);
             (mul
                [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); (app M f_sigma [0%nat] [(qt M q_z [])])])]))])])])
     w).

(* With y and a exchanged, the expression has no value at y = 0 *)
Theorem t_cross_entropy_domain_5 : forall (M : model) (w : world),
  (Eq (qt M q_y []) (int (0)) w) ->
  (Undef
     (mul
        [(int (-1));
         (add
            [(mul [(qt M q_a []); (tln (qt M q_y []))]);
             (mul
                [(add [(int (1)); (mul [(int (-1)); (qt M q_a [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]))])])])
     w).

(* With y and a exchanged, the expression has no value at y = 1 *)
Theorem t_cross_entropy_domain_6 : forall (M : model) (w : world),
  (Eq (qt M q_y []) (int (1)) w) ->
  (Undef
     (mul
        [(int (-1));
         (add
            [(mul [(qt M q_a []); (tln (qt M q_y []))]);
             (mul
                [(add [(int (1)); (mul [(int (-1)); (qt M q_a [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]))])])])
     w).

(* The only critical point, found by solving C'(a) = 0 *)
Theorem t_cross_entropy_minimum_1 : forall (M : model) (w : world),
  (Lt (int (0)) (qt M q_a []) w) ->
  (Lt (qt M q_a []) (int (1)) w) ->
  (def (qt M q_a []) w) ->
  (def (qt M q_y []) w) ->
  ((forall v0 : tm,
      (DefinesF M f_C [v0]
         (add
            [(mul [(int (-1)); (qt M q_y []); (tln v0)]);
             (mul
                [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); v0])]))])])
         w)) /\
   MadeF M f_C (fun a => (exists v0 : R, a = [v0])) w) ->
  (((Eq (app M f_C [1%nat] [(qt M q_a [])]) (int (0)) w) <-> (Eq (qt M q_a []) (qt M q_y []) w)) /\
   (def (app M f_C [1%nat] [(qt M q_a [])]) w) /\
   (def (int (0)) w) /\
   (def (qt M q_a []) w) /\
   (def (qt M q_y []) w)).

(* The strict global minimum *)
Theorem t_cross_entropy_minimum_2 : forall (M : model) (w : world),
  (Lt (int (0)) (qt M q_a []) w) ->
  (Lt (int (0)) (qt M q_y []) w) ->
  (Lt (qt M q_a []) (int (1)) w) ->
  (Lt (qt M q_y []) (int (1)) w) ->
  (def (qt M q_a []) w) ->
  (def (qt M q_y []) w) ->
  ((forall v0 : tm,
      (DefinesF M f_C [v0]
         (add
            [(mul [(int (-1)); (qt M q_y []); (tln v0)]);
             (mul
                [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); v0])]))])])
         w)) /\
   MadeF M f_C (fun a => (exists v0 : R, a = [v0])) w) ->
  (Ne (qt M q_a []) (qt M q_y []) w) ->
  ((Lt (app M f_C [0%nat] [(qt M q_y [])]) (app M f_C [0%nat] [(qt M q_a [])]) w) /\
   (def (app M f_C [0%nat] [(qt M q_a [])]) w) /\
   (def (app M f_C [0%nat] [(qt M q_y [])]) w)).

(* The value at the minimum is the binary entropy of y *)
Theorem t_cross_entropy_minimum_3 : forall (M : model) (w : world),
  (Lt (int (0)) (qt M q_y []) w) ->
  (Lt (qt M q_y []) (int (1)) w) ->
  (def (qt M q_y []) w) ->
  ((forall v0 : tm,
      (DefinesF M f_C [v0]
         (add
            [(mul [(int (-1)); (qt M q_y []); (tln v0)]);
             (mul
                [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); v0])]))])])
         w)) /\
   MadeF M f_C (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Eq (app M f_C [0%nat] [(qt M q_y [])])
      (add
         [(mul [(mul [(int (-1)); (qt M q_y [])]); (tln (qt M q_y []))]);
          (mul
             [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
              (tln (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]))])])
      w) /\
   (def (app M f_C [0%nat] [(qt M q_y [])]) w) /\
   (def
      (add
         [(mul [(mul [(int (-1)); (qt M q_y [])]); (tln (qt M q_y []))]);
          (mul
             [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
              (tln (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]))])])
      w)).

(* The excess over the minimum is the Kullback-Leibler divergence *)
Theorem t_cross_entropy_minimum_4 : forall (M : model) (w : world),
  (Lt (int (0)) (qt M q_a []) w) ->
  (Lt (int (0)) (qt M q_y []) w) ->
  (Lt (qt M q_a []) (int (1)) w) ->
  (Lt (qt M q_y []) (int (1)) w) ->
  (def (qt M q_a []) w) ->
  (def (qt M q_y []) w) ->
  ((forall v0 : tm,
      (DefinesF M f_C [v0]
         (add
            [(mul [(int (-1)); (qt M q_y []); (tln v0)]);
             (mul
                [(int (-1)); (add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                 (tln (add [(int (1)); (mul [(int (-1)); v0])]))])])
         w)) /\
   MadeF M f_C (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Le (int (0))
      (add
         [(mul [(qt M q_y []); (tln (mul [(qt M q_y []); (pow (qt M q_a []) (-1))]))]);
          (mul
             [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
              (tln
                 (mul
                    [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                     (pow (add [(int (1)); (mul [(int (-1)); (qt M q_a [])])]) (-1))]))])])
      w) /\
   (def
      (add
         [(mul [(qt M q_y []); (tln (mul [(qt M q_y []); (pow (qt M q_a []) (-1))]))]);
          (mul
             [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
              (tln
                 (mul
                    [(add [(int (1)); (mul [(int (-1)); (qt M q_y [])])]);
                     (pow (add [(int (1)); (mul [(int (-1)); (qt M q_a [])])]) (-1))]))])])
      w) /\
   (def (int (0)) w)).

(* The derivative with respect to a weight, for all training examples *)
Theorem t_quadratic_output_gradient_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [(i_L + (-1))%Z])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (pow (add [(qt M q_a [k0; i_L; k1]); (mul [(int (-1)); (qt M q_y [k0; k1])])]) (2))));
           (pow (int (2)) (-1))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_sigma [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(mul
                       [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                        (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])]);
                    (app M f_sigma [1%nat] [(qt M q_z [k0; i_L; i_j])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(mul
                       [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                        (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])]);
                    (app M f_sigma [1%nat] [(qt M q_z [k0; i_L; i_j])])])))])
      w)).

(* The derivative with respect to a bias, for all training examples *)
Theorem t_quadratic_output_gradient_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (pow (add [(qt M q_a [k0; i_L; k1]); (mul [(int (-1)); (qt M q_y [k0; k1])])]) (2))));
           (pow (int (2)) (-1))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_sigma [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_b [i_L; i_j]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])]);
                    (app M f_sigma [1%nat] [(qt M q_z [k0; i_L; i_j])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_b [i_L; i_j])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])]);
                    (app M f_sigma [1%nat] [(qt M q_z [k0; i_L; i_j])])])))])
      w)).

(* The output error of one training example, for every neuron *)
Theorem t_cross_entropy_output_error_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  (def (qt M q_y [i_x; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(int (-1));
           (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 =>
                 (add
                    [(mul [(qt M q_y [k0; k1]); (tln (qt M q_a [k0; i_L; k1]))]);
                     (mul
                        [(add [(int (1)); (mul [(int (-1)); (qt M q_y [k0; k1])])]);
                         (tln (add [(int (1)); (mul [(int (-1)); (qt M q_a [k0; i_L; k1])])]))])])))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_sigma [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (qt M q_delta [i_x; i_L; i_j]) (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])
      w) /\
   (def (qt M q_delta [i_x; i_L; i_j]) w) /\
   (def (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w)).

(* The derivative with respect to a weight, for all training examples *)
Theorem t_cross_entropy_output_error_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [(i_L + (-1))%Z])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(int (-1));
           (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 =>
                 (add
                    [(mul [(qt M q_y [k0; k1]); (tln (qt M q_a [k0; i_L; k1]))]);
                     (mul
                        [(add [(int (1)); (mul [(int (-1)); (qt M q_y [k0; k1])])]);
                         (tln (add [(int (1)); (mul [(int (-1)); (qt M q_a [k0; i_L; k1])])]))])])))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_sigma [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                    (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                    (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])])))])
      w)).

(* The derivative with respect to a bias, for all training examples *)
Theorem t_cross_entropy_output_error_3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(int (-1));
           (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 =>
                 (add
                    [(mul [(qt M q_y [k0; k1]); (tln (qt M q_a [k0; i_L; k1]))]);
                     (mul
                        [(add [(int (1)); (mul [(int (-1)); (qt M q_y [k0; k1])])]);
                         (tln (add [(int (1)); (mul [(int (-1)); (qt M q_a [k0; i_L; k1])])]))])])))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_sigma [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_b [i_L; i_j]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 => (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_b [i_L; i_j])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 => (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])))])
      w)).

(* The output error of one training example, for every neuron *)
Theorem t_linear_output_error_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  (def (qt M q_y [i_x; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_f [v0] v0 w)) /\ MadeF M f_f (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (pow (add [(qt M q_a [k0; i_L; k1]); (mul [(int (-1)); (qt M q_y [k0; k1])])]) (2))));
           (pow (int (2)) (-1))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_f [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (qt M q_delta [i_x; i_L; i_j]) (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])
      w) /\
   (def (qt M q_delta [i_x; i_L; i_j]) w) /\
   (def (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w)).

(* The derivative with respect to a weight, for all training examples *)
Theorem t_linear_output_error_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [(i_L + (-1))%Z])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_f [v0] v0 w)) /\ MadeF M f_f (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (pow (add [(qt M q_a [k0; i_L; k1]); (mul [(int (-1)); (qt M q_y [k0; k1])])]) (2))));
           (pow (int (2)) (-1))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_f [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                    (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_w [i_L; i_j; i_k])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 =>
                (mul
                   [(qt M q_a [k0; (i_L + (-1))%Z; i_k]);
                    (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])])))])
      w)).

(* The derivative with respect to a bias, for all training examples *)
Theorem t_linear_output_error_3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z),
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall v0 : tm, (DefinesF M f_f [v0] v0 w)) /\ MadeF M f_f (fun a => (exists v0 : R, a = [v0])) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (pow (add [(qt M q_a [k0; i_L; k1]); (mul [(int (-1)); (qt M q_y [k0; k1])])]) (2))));
           (pow (int (2)) (-1))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((DefinesQ M q_C_total []
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) (fun k0 => (qt M q_C [k0])))])
      w) /\
   Made M q_C_total (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((exists k0 : Z, y = q_C /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0] (app M f_f [0%nat] [(qt M q_z [k1; i_L; k0])]) w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n_2 [])) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C_total []) (lab M q_b [i_L; i_j]))
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 => (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])))])
      w) /\
   (def (par (qt M q_C_total []) (lab M q_b [i_L; i_j])) w) /\
   (def
      (mul
         [(pow (cnt (ct M n_n_2 [])) (-1));
          (sum (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))
             (fun k0 => (add [(qt M q_a [k0; i_L; i_j]); (mul [(int (-1)); (qt M q_y [k0; i_j])])])))])
      w)).

(* The ratio of the gradients, whatever the cost *)
Theorem t_input_factor_1 : forall (M : model) (w : world) (i_j : Z),
  moves_itself M q_a ->
  moves_itself M q_a' ->
  (Eq (qt M q_z' []) (qt M q_z []) w) ->
  (def (qt M q_x' [i_j]) w) ->
  (def (qt M q_x [i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_m [])))) = true) ->
  (SmoothFunction M f_C 2 w) ->
  (MadeF M f_C (fun a => False) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((DefinesQ M q_C_x' [] (app M f_C [0%nat; 0%nat] [(qt M q_a' []); (qt M q_y [])]) w) /\
   Made M q_C_x' (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_a' /\ j = []) \/ (y = q_y /\ j = [])))) w) ->
  ((DefinesQ M q_C_x [] (app M f_C [0%nat; 0%nat] [(qt M q_a []); (qt M q_y [])]) w) /\
   Made M q_C_x (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_a /\ j = []) \/ (y = q_y /\ j = [])))) w) ->
  ((DefinesQ M q_a' [] (app M f_sigma [0%nat] [(qt M q_z' [])]) w) /\
   Made M q_a' (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_z' /\ j = [])))) w) ->
  ((DefinesQ M q_a [] (app M f_sigma [0%nat] [(qt M q_z [])]) w) /\
   Made M q_a (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_z /\ j = [])))) w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_x' (fun i => False) (fun i y j => False) w) ->
  (Made M q_x (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((DefinesQ M q_z' []
      (add
         [(qt M q_b []);
          (sum (Between (1)%Z (Z.of_nat (ct M n_m []))) (fun k0 => (mul [(qt M q_w [k0]); (qt M q_x' [k0])])))])
      w) /\
   Made M q_z' (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((y = q_b /\ j = []) \/
          (exists k0 : Z, y = q_w /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true) \/
          (exists k0 : Z, y = q_x' /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true))))
     w) ->
  ((DefinesQ M q_z []
      (add
         [(qt M q_b []);
          (sum (Between (1)%Z (Z.of_nat (ct M n_m []))) (fun k0 => (mul [(qt M q_w [k0]); (qt M q_x [k0])])))])
      w) /\
   Made M q_z (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((y = q_b /\ j = []) \/
          (exists k0 : Z, y = q_w /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true) \/
          (exists k0 : Z, y = q_x /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true))))
     w) ->
  (Ne (app M f_sigma [1%nat] [(qt M q_z [])]) (int (0)) w) ->
  (Ne (par (qt M q_C_x []) (lab M q_a [])) (int (0)) w) ->
  (Ne (qt M q_x [i_j]) (int (0)) w) ->
  ((Eq (mul [(par (qt M q_C_x' []) (lab M q_w [i_j])); (pow (par (qt M q_C_x []) (lab M q_w [i_j])) (-1))])
      (mul [(qt M q_x' [i_j]); (pow (qt M q_x [i_j]) (-1))]) w) /\
   (def (mul [(par (qt M q_C_x' []) (lab M q_w [i_j])); (pow (par (qt M q_C_x []) (lab M q_w [i_j])) (-1))]) w) /\
   (def (mul [(qt M q_x' [i_j]); (pow (qt M q_x [i_j]) (-1))]) w)).

(* The gradients agree only where the inputs do *)
Theorem t_input_factor_2 : forall (M : model) (w : world) (i_j : Z),
  moves_itself M q_a ->
  moves_itself M q_a' ->
  (Eq (qt M q_z' []) (qt M q_z []) w) ->
  (def (qt M q_x' [i_j]) w) ->
  (def (qt M q_x [i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_m [])))) = true) ->
  (SmoothFunction M f_C 2 w) ->
  (MadeF M f_C (fun a => False) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((DefinesQ M q_C_x' [] (app M f_C [0%nat; 0%nat] [(qt M q_a' []); (qt M q_y [])]) w) /\
   Made M q_C_x' (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_a' /\ j = []) \/ (y = q_y /\ j = [])))) w) ->
  ((DefinesQ M q_C_x [] (app M f_C [0%nat; 0%nat] [(qt M q_a []); (qt M q_y [])]) w) /\
   Made M q_C_x (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_a /\ j = []) \/ (y = q_y /\ j = [])))) w) ->
  ((DefinesQ M q_a' [] (app M f_sigma [0%nat] [(qt M q_z' [])]) w) /\
   Made M q_a' (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_z' /\ j = [])))) w) ->
  ((DefinesQ M q_a [] (app M f_sigma [0%nat] [(qt M q_z [])]) w) /\
   Made M q_a (fun i => (i = [])) (fun i y j => (i = [] /\ ((y = q_z /\ j = [])))) w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_x' (fun i => False) (fun i y j => False) w) ->
  (Made M q_x (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((DefinesQ M q_z' []
      (add
         [(qt M q_b []);
          (sum (Between (1)%Z (Z.of_nat (ct M n_m []))) (fun k0 => (mul [(qt M q_w [k0]); (qt M q_x' [k0])])))])
      w) /\
   Made M q_z' (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((y = q_b /\ j = []) \/
          (exists k0 : Z, y = q_w /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true) \/
          (exists k0 : Z, y = q_x' /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true))))
     w) ->
  ((DefinesQ M q_z []
      (add
         [(qt M q_b []);
          (sum (Between (1)%Z (Z.of_nat (ct M n_m []))) (fun k0 => (mul [(qt M q_w [k0]); (qt M q_x [k0])])))])
      w) /\
   Made M q_z (fun i => (i = []))
     (fun i y j =>
        (i = [] /\
         ((y = q_b /\ j = []) \/
          (exists k0 : Z, y = q_w /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true) \/
          (exists k0 : Z, y = q_x /\ j = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_m []))) = true))))
     w) ->
  (Ne (app M f_sigma [1%nat] [(qt M q_z [])]) (int (0)) w) ->
  (Ne (par (qt M q_C_x []) (lab M q_a [])) (int (0)) w) ->
  (((Eq (par (qt M q_C_x' []) (lab M q_w [i_j])) (par (qt M q_C_x []) (lab M q_w [i_j])) w) <->
      (Eq (qt M q_x' [i_j]) (qt M q_x [i_j]) w)) /\
   (def (par (qt M q_C_x' []) (lab M q_w [i_j])) w) /\
   (def (par (qt M q_C_x []) (lab M q_w [i_j])) w) /\
   (def (qt M q_x' [i_j]) w) /\
   (def (qt M q_x [i_j]) w)).

(* One sigmoid neuron: the only output is less than 1 for every input *)
Theorem t_output_sums_1 : forall (M : model) (w : world),
  (def (qt M q_b []) w) ->
  (def (qt M q_w []) w) ->
  (def (qt M q_x []) w) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  ((Lt (app M f_sigma [0%nat] [(add [(mul [(qt M q_w []); (qt M q_x [])]); (qt M q_b [])])]) (int (1)) w) /\
   (def (app M f_sigma [0%nat] [(add [(mul [(qt M q_w []); (qt M q_x [])]); (qt M q_b [])])]) w) /\
   (def (int (1)) w)).

(* Two or more sigmoid neurons: the outputs can sum to more than 1 *)
Theorem t_output_sums_2 : forall (M : model) (w : world) (i_L : Z) (i_x : Z),
  (forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
   (Eq (qt M q_z [i_x; i_L; k0]) (tln (int (2))) w)) ->
  ((forall v0 : tm, (DefinesF M f_sigma [v0] (pow (add [(int (1)); (texp (mul [(int (-1)); v0]))]) (-1)) w)) /\
   MadeF M f_sigma (fun a => (exists v0 : R, a = [v0])) w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  (Le (int (2)) (cnt (ct M n_n [i_L])) w) ->
  ((Lt (int (1))
      (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
         (fun k0 => (app M f_sigma [0%nat] [(qt M q_z [i_x; i_L; k0])])))
      w) /\
   (def
      (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
         (fun k0 => (app M f_sigma [0%nat] [(qt M q_z [i_x; i_L; k0])])))
      w) /\
   (def (int (1)) w)).

(* One softmax neuron: the only output is 1 *)
Theorem t_output_sums_3 : forall (M : model) (w : world) (i_L : Z) (i_x : Z),
  (Eq (cnt (ct M n_n [i_L])) (int (1)) w) ->
  (def (qt M q_z [i_x; i_L; (1)%Z]) w) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Eq (qt M q_a [i_x; i_L; (1)%Z]) (int (1)) w) /\ (def (qt M q_a [i_x; i_L; (1)%Z]) w) /\ (def (int (1)) w)).

(* Any number of softmax neurons: the outputs sum to 1 *)
Theorem t_output_sums_4 : forall (M : model) (w : world) (i_L : Z) (i_x : Z),
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (qt M q_a [i_x; i_L; k0]))) (int (1)) w) /\
   (def (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (qt M q_a [i_x; i_L; k0]))) w) /\
   (def (int (1)) w)).

(* Both cases in one *)
Theorem t_softmax_monotonicity_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_x : Z),
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  (def (qt M q_z [i_x; i_L; i_k]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Eq (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k]))
      (mul
         [(qt M q_a [i_x; i_L; i_j]); (add [(brk (i_j =? i_k)%Z); (mul [(int (-1)); (qt M q_a [i_x; i_L; i_k])])])])
      w) /\
   (def (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k])) w) /\
   (def
      (mul
         [(qt M q_a [i_x; i_L; i_j]); (add [(brk (i_j =? i_k)%Z); (mul [(int (-1)); (qt M q_a [i_x; i_L; i_k])])])])
      w)).

(* The neuron's own weighted input *)
Theorem t_softmax_monotonicity_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  moves_itself M q_z ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  (Le (int (2)) (cnt (ct M n_n [i_L])) w) ->
  ((Lt (int (0)) (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_j])) w) /\
   (def (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_j])) w) /\
   (def (int (0)) w)).

(* Another neuron's weighted input *)
Theorem t_softmax_monotonicity_3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_x : Z),
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  (i_j <> i_k) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Lt (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k])) (int (0)) w) /\
   (def (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k])) w) /\
   (def (int (0)) w)).

(* A single neuron: the derivative is 0 *)
Theorem t_softmax_monotonicity_4 : forall (M : model) (w : world) (i_L : Z) (i_x : Z),
  moves_itself M q_z ->
  (Eq (cnt (ct M n_n [i_L])) (int (1)) w) ->
  (def (qt M q_z [i_x; i_L; (1)%Z]) w) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Eq (par (qt M q_a [i_x; i_L; (1)%Z]) (lab M q_z [i_x; i_L; (1)%Z])) (int (0)) w) /\
   (def (par (qt M q_a [i_x; i_L; (1)%Z]) (lab M q_z [i_x; i_L; (1)%Z])) w) /\
   (def (int (0)) w)).

(* An activation depends on every other neuron's weighted input *)
Theorem t_softmax_nonlocality_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_x : Z),
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  (i_j <> i_k) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Ne (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k])) (int (0)) w) /\
   (def (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_k])) w) /\
   (def (int (0)) w)).

(* An activation depends on its own weighted input *)
Theorem t_softmax_nonlocality_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  moves_itself M q_z ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  (Le (int (2)) (cnt (ct M n_n [i_L])) w) ->
  ((Ne (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_j])) (int (0)) w) /\
   (def (par (qt M q_a [i_x; i_L; i_j]) (lab M q_z [i_x; i_L; i_j])) w) /\
   (def (int (0)) w)).

(* Changing one weighted input by t changes every other activation *)
Theorem t_softmax_nonlocality_3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_x : Z),
  (def (qt M q_t []) w) ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  (def (qt M q_z [i_x; i_L; i_k]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Ne (qt M q_t []) (int (0)) w) ->
  ((Ne
      (mul
         [(texp (qt M q_z [i_x; i_L; i_j]));
          (pow
             (add
                [(texp (add [(qt M q_z [i_x; i_L; i_k]); (qt M q_t [])]));
                 (sum (Without (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) i_k)
                    (fun k0 => (texp (qt M q_z [i_x; i_L; k0]))))])
             (-1))])
      (mul
         [(texp (qt M q_z [i_x; i_L; i_j]));
          (pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))) (-1))])
      w) /\
   (def
      (mul
         [(texp (qt M q_z [i_x; i_L; i_j]));
          (pow
             (add
                [(texp (add [(qt M q_z [i_x; i_L; i_k]); (qt M q_t [])]));
                 (sum (Without (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) i_k)
                    (fun k0 => (texp (qt M q_z [i_x; i_L; k0]))))])
             (-1))])
      w) /\
   (def
      (mul
         [(texp (qt M q_z [i_x; i_L; i_j]));
          (pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))) (-1))])
      w)).

(* The weighted input from the output *)
Theorem t_softmax_inverse_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Eq (qt M q_z [i_x; i_L; i_j])
      (add
         [(tln (qt M q_a [i_x; i_L; i_j]));
          (tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))))])
      w) /\
   (def (qt M q_z [i_x; i_L; i_j]) w) /\
   (def
      (add
         [(tln (qt M q_a [i_x; i_L; i_j]));
          (tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))))])
      w)).

(* Two weighted inputs with the same output differ by a constant *)
Theorem t_softmax_inverse_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
   (Eq (qt M q_a' [i_x; i_L; k0]) (qt M q_a [i_x; i_L; k0]) w)) ->
  (def (qt M q_z' [i_x; i_L; i_j]) w) ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a' [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z' [k1; i_L; k2])))) (-1));
            (texp (qt M q_z' [k1; i_L; k0]))])
        w))) /\
   Made M q_a'
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z' /\
           j = [k1; i_L; k2] /\
           isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z' /\ j = [k1; i_L; k0]))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z' (fun i => False) (fun i y j => False) w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Eq (add [(qt M q_z' [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_z [i_x; i_L; i_j])])])
      (add
         [(tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z' [i_x; i_L; k0])))));
          (mul
             [(int (-1));
              (tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))))])])
      w) /\
   (def (add [(qt M q_z' [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_z [i_x; i_L; i_j])])]) w) /\
   (def
      (add
         [(tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z' [i_x; i_L; k0])))));
          (mul
             [(int (-1));
              (tln (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (texp (qt M q_z [i_x; i_L; k0])))))])])
      w)).

(* The output error *)
Theorem t_log_likelihood_output_error_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z) (i_y : Z),
  moves_itself M q_a ->
  moves_itself M q_z ->
  (def (qt M q_b [i_L; i_j]) w) ->
  (def (qt M q_b [i_L; i_y]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((isin i_y (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0] (mul [(int (-1)); (tln (qt M q_a [k0; i_L; i_y]))]) w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_a /\ j = [k0; i_L; i_y]))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_y [k1; k0] (brk (i_y =? k0)%Z) w))) /\
   Made M q_y
     (fun i =>
        (exists k0 k1 : Z, i = [k1; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (qt M q_delta [i_x; i_L; i_j]) (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])
      w) /\
   (def (qt M q_delta [i_x; i_L; i_j]) w) /\
   (def (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w)).

(* Equation (81), for every neuron *)
Theorem t_log_likelihood_output_error_2 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z) (i_y : Z),
  moves_itself M q_a ->
  moves_itself M q_z ->
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((isin i_y (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0] (mul [(int (-1)); (tln (qt M q_a [k0; i_L; i_y]))]) w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_a /\ j = [k0; i_L; i_y]))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_y [k1; k0] (brk (i_y =? k0)%Z) w))) /\
   Made M q_y
     (fun i =>
        (exists k0 k1 : Z, i = [k1; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C [i_x]) (lab M q_b [i_L; i_j]))
      (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w) /\
   (def (par (qt M q_C [i_x]) (lab M q_b [i_L; i_j])) w) /\
   (def (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w)).

(* Equation (82) *)
Theorem t_log_likelihood_output_error_3 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_k : Z) (i_x : Z) (i_y : Z),
  moves_itself M q_a ->
  moves_itself M q_z ->
  (def (qt M q_b [i_L; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_k (Between (1)%Z (Z.of_nat (ct M n_n [(i_L + (-1))%Z])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((isin i_y (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0] (mul [(int (-1)); (tln (qt M q_a [k0; i_L; i_y]))]) w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((y = q_a /\ j = [k0; i_L; i_y]))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_y [k1; k0] (brk (i_y =? k0)%Z) w))) /\
   Made M q_y
     (fun i =>
        (exists k0 k1 : Z, i = [k1; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (par (qt M q_C [i_x]) (lab M q_w [i_L; i_j; i_k]))
      (mul
         [(qt M q_a [i_x; (i_L + (-1))%Z; i_k]);
          (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])])
      w) /\
   (def (par (qt M q_C [i_x]) (lab M q_w [i_L; i_j; i_k])) w) /\
   (def
      (mul
         [(qt M q_a [i_x; (i_L + (-1))%Z; i_k]);
          (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])])
      w)).

(* The output error for any desired output that sums to 1 *)
Theorem t_log_likelihood_output_error_4 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (Eq (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (qt M q_y [i_x; k0]))) (int (1)) w) ->
  (def (qt M q_b [i_L; i_j]) w) ->
  (def (qt M q_y [i_x; i_j]) w) ->
  ((isin i_L (From (2)%Z)) = true) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
    (DefinesQ M q_C [k0]
       (mul
          [(int (-1));
           (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
              (fun k1 => (mul [(qt M q_y [k0; k1]); (tln (qt M q_a [k0; i_L; k1]))])))])
       w)) /\
   Made M q_C (fun i => (exists k0 : Z, i = [k0] /\ isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))) \/
        (exists k0 : Z, i = [k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k1 : Z, y = q_y /\ j = [k0; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k1 : Z, y = q_a /\ j = [k0; i_L; k1] /\ isin k1 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true))))
     w) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k2 => (texp (qt M q_z [k1; i_L; k2])))) (-1));
            (texp (qt M q_z [k1; i_L; k0]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_z /\ j = [k1; k0; k3] /\ isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))) \/
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_b (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_delta [k1; k0; k2] (par (qt M q_C [k1]) (lab M q_z [k1; k0; k2])) w)))) /\
   Made M q_delta
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_C /\ j = [k1]) \/ (y = q_z /\ j = [k1; k0; k2]))))
     w) ->
  (Made M q_w (fun i => False) (fun i y j => False) w) ->
  (Made M q_y (fun i => False) (fun i y j => False) w) ->
  ((forall k0 : Z, isin k0 (Between (2)%Z i_L) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (forall k2 : Z, isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true ->
      (DefinesQ M q_z [k1; k0; k2]
         (add
            [(sum (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z])))
                (fun k3 => (mul [(qt M q_w [k0; k2; k3]); (qt M q_a [k1; (k0 + (-1))%Z; k3])])));
             (qt M q_b [k0; k2])])
         w)))) /\
   Made M q_z
     (fun i =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true))
     (fun i y j =>
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((y = q_b /\ j = [k0; k2]))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true))) \/
        (exists k0 k1 k2 : Z, i = [k1; k0; k2] /\
         isin k0 (Between (2)%Z i_L) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [k0]))) = true /\
         ((exists k3 : Z, y = q_w /\
           j = [k0; k2; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (exists k3 : Z, y = q_a /\
           j = [k1; (k0 + (-1))%Z; k3] /\
           isin k3 (Between (1)%Z (Z.of_nat (ct M n_n [(k0 + (-1))%Z]))) = true) \/
          (y = q_b /\ j = [k0; k2]))))
     w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (qt M q_delta [i_x; i_L; i_j]) (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])])
      w) /\
   (def (qt M q_delta [i_x; i_L; i_j]) w) /\
   (def (add [(qt M q_a [i_x; i_L; i_j]); (mul [(int (-1)); (qt M q_y [i_x; i_j])])]) w)).

(* Both cases in one *)
Theorem t_softmax_limit_1 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  moves_itself M q_c ->
  has_values M q_c ->
  (Lt (int (0)) (qt M q_g []) w) ->
  (forall k0 : Z, isin k0 (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Eq (qt M q_z [i_x; i_L; k0]) (qt M q_z_max []) w)) ->
  (forall k0 : Z, isin k0 (Rest M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Le (qt M q_z [i_x; i_L; k0]) (add [(qt M q_z_max []); (mul [(int (-1)); (qt M q_g [])])]) w)) ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Made M q_z_max (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) w) ->
  ((Eq (lm (qt M q_a [i_x; i_L; i_j]) (qt M q_c []) (lab M q_c []) None)
      (add
         [(mul
             [(brk (isin i_j (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))));
              (pow (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) (-1))]);
          (mul
             [(add
                 [(int (1));
                  (mul [(int (-1)); (brk (isin i_j (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))))])]);
              (int (0))])])
      w) /\
   (def (lm (qt M q_a [i_x; i_L; i_j]) (qt M q_c []) (lab M q_c []) None) w) /\
   (def
      (add
         [(mul
             [(brk (isin i_j (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))));
              (pow (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) (-1))]);
          (mul
             [(add
                 [(int (1));
                  (mul [(int (-1)); (brk (isin i_j (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))))])]);
              (int (0))])])
      w)).

(* The distance of a maximal input's output from its limit *)
Theorem t_softmax_limit_2 : forall (M : model) (w : world) (i_L : Z) (i_p : Z) (i_x : Z),
  (Lt (int (0)) (qt M q_c []) w) ->
  (forall k0 : Z, isin k0 (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Eq (qt M q_z [i_x; i_L; k0]) (qt M q_z_max []) w)) ->
  (forall k0 : Z, isin k0 (Rest M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Le (qt M q_z [i_x; i_L; k0]) (add [(qt M q_z_max []); (mul [(int (-1)); (qt M q_g [])])]) w)) ->
  (def (qt M q_c []) w) ->
  (def (qt M q_g []) w) ->
  (def (qt M q_z [i_x; i_L; i_p]) w) ->
  ((isin i_p (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  (Le (int (1)) (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) w) ->
  ((Le
      (tabs
         (add
            [(qt M q_a [i_x; i_L; i_p]);
             (mul [(int (-1)); (pow (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) (-1))])]))
      (mul
         [(add
             [(cnt (ct M n_n [i_L]));
              (mul [(int (-1)); (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))))])]);
          (texp (mul [(mul [(int (-1)); (qt M q_c [])]); (qt M q_g [])]))])
      w) /\
   (def
      (tabs
         (add
            [(qt M q_a [i_x; i_L; i_p]);
             (mul [(int (-1)); (pow (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) (-1))])]))
      w) /\
   (def
      (mul
         [(add
             [(cnt (ct M n_n [i_L]));
              (mul [(int (-1)); (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))))])]);
          (texp (mul [(mul [(int (-1)); (qt M q_c [])]); (qt M q_g [])]))])
      w)).

(* The distance of any other output from 0 *)
Theorem t_softmax_limit_3 : forall (M : model) (w : world) (i_L : Z) (i_q' : Z) (i_x : Z),
  (Lt (int (0)) (qt M q_c []) w) ->
  (forall k0 : Z, isin k0 (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Eq (qt M q_z [i_x; i_L; k0]) (qt M q_z_max []) w)) ->
  (forall k0 : Z, isin k0 (Rest M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true ->
   (Le (qt M q_z [i_x; i_L; k0]) (add [(qt M q_z_max []); (mul [(int (-1)); (qt M q_g [])])]) w)) ->
  (def (qt M q_c []) w) ->
  (def (qt M q_g []) w) ->
  (def (qt M q_z [i_x; i_L; i_q']) w) ->
  ((isin i_q' (Rest M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  (Le (int (1)) (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))))) w) ->
  ((Le (tabs (qt M q_a [i_x; i_L; i_q']))
      (mul
         [(add
             [(cnt (ct M n_n [i_L]));
              (mul [(int (-1)); (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))))])]);
          (texp (mul [(mul [(int (-1)); (qt M q_c [])]); (qt M q_g [])]))])
      w) /\
   (def (tabs (qt M q_a [i_x; i_L; i_q'])) w) /\
   (def
      (mul
         [(add
             [(cnt (ct M n_n [i_L]));
              (mul [(int (-1)); (size (Part M s_M (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))))])]);
          (texp (mul [(mul [(int (-1)); (qt M q_c [])]); (qt M q_g [])]))])
      w)).

(* The outputs are positive for every c > 0 *)
Theorem t_softmax_limit_4 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  (def (qt M q_c []) w) ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  ((Lt (int (0)) (qt M q_a [i_x; i_L; i_j]) w) /\ (def (qt M q_a [i_x; i_L; i_j]) w) /\ (def (int (0)) w)).

(* The outputs sum to 1, so they are a probability distribution *)
Theorem t_softmax_limit_5 : forall (M : model) (w : world) (i_L : Z) (i_x : Z),
  (def (qt M q_c []) w) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (qt M q_a [i_x; i_L; k0]))) (int (1)) w) /\
   (def (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) (fun k0 => (qt M q_a [i_x; i_L; k0]))) w) /\
   (def (int (1)) w)).

(* The outputs become equal as c tends to 0 *)
Theorem t_softmax_limit_6 : forall (M : model) (w : world) (i_L : Z) (i_j : Z) (i_x : Z),
  moves_itself M q_c ->
  has_values M q_c ->
  (def (qt M q_z [i_x; i_L; i_j]) w) ->
  ((isin i_j (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))) = true) ->
  ((isin i_x (Between (1)%Z (Z.of_nat (ct M n_n_2 [])))) = true) ->
  ((forall k0 : Z, isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true ->
    (forall k1 : Z, isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true ->
     (DefinesQ M q_a [k1; i_L; k0]
        (mul
           [(pow
               (sum (Between (1)%Z (Z.of_nat (ct M n_n [i_L])))
                  (fun k2 => (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k2])]))))
               (-1));
            (texp (mul [(qt M q_c []); (qt M q_z [k1; i_L; k0])]))])
        w))) /\
   Made M q_a
     (fun i =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true))
     (fun i y j =>
        (exists k0 k1 : Z, i = [k1; i_L; k0] /\
         isin k0 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true /\
         isin k1 (Between (1)%Z (Z.of_nat (ct M n_n_2 []))) = true /\
         ((exists k2 : Z, y = q_c /\ j = [] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (exists k2 : Z, y = q_z /\ j = [k1; i_L; k2] /\ isin k2 (Between (1)%Z (Z.of_nat (ct M n_n [i_L]))) = true) \/
          (y = q_c /\ j = []) \/
          (y = q_z /\ j = [k1; i_L; k0]))))
     w) ->
  (Made M q_z (fun i => False) (fun i y j => False) w) ->
  (Le (int (1)) (cnt (ct M n_n [i_L])) w) ->
  ((Eq (lm (qt M q_a [i_x; i_L; i_j]) (qt M q_c []) (lab M q_c []) (Some (int (0))))
      (pow (cnt (ct M n_n [i_L])) (-1)) w) /\
   (def (lm (qt M q_a [i_x; i_L; i_j]) (qt M q_c []) (lab M q_c []) (Some (int (0)))) w) /\
   (def (pow (cnt (ct M n_n [i_L])) (-1)) w)).
